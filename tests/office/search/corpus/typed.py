"""Questions as people type them, by hand, each with what its answer is about.

The labels were written before anything was measured and name how a text was made (topic, genre,
town, year), never what an engine returned. Those called `unseen` were written when the engine was
done; 0.914 of the right texts stood among the first ten, before anything was changed for them.
"""

from dataclasses import dataclass

from tests.office.search.corpus.texts import Text

# class | words | topics | genre | town | year; empty means any.
LINES = """
colloquial|低保|dibao
colloquial|吃低保要什么条件|dibao
colloquial|五保户|tekun
colloquial|老人补贴|gaoling
colloquial|高龄补贴|gaoling
colloquial|新农合|yibao
colloquial|医保|yibao
colloquial|合作医疗怎么交钱|yibao
colloquial|新农保|yanglao
colloquial|养老金|yanglao
colloquial|危房补助|weifang
colloquial|房产证|budongchan
colloquial|办房产证|budongchan
colloquial|过户|budongchan
colloquial|驾照|jiazhao
colloquial|驾照到期换证|jiazhao
colloquial|户口迁移|huji
colloquial|上户口|huji
colloquial|身份证|shenfenzheng
colloquial|暂住证|juzhuzheng
colloquial|种粮补贴|gengdi
colloquial|拖拉机补贴|nongji
colloquial|征地补偿款|zhengdi
colloquial|拆迁 征地|zhengdi
colloquial|建房|zhaijidi
colloquial|厕所革命|gaice
colloquial|上访|xinfang
colloquial|打疫苗|jiezhong
colloquial|COVID|xinguan
colloquial|新冠疫情|xinguan
colloquial|做核酸|hesuan
colloquial|鞭炮|baozhu
colloquial|烧秸秆|jiegan
colloquial|扶贫|fupin
colloquial|当兵|zhengbing
colloquial|老年食堂|jujia
colloquial|敬老院|yanglaoyuan
colloquial|残疾证|canzheng
colloquial|残疾补贴|canji
colloquial|讨薪|qianxin
colloquial|劳动仲裁|zhongcai
colloquial|助学贷款|zhudai
colloquial|免费午餐|yingyang
colloquial|幼儿园|xueqian
colloquial|高考|gaokao
colloquial|失业金|shiye
colloquial|公租房|gongzufang
colloquial|公积金|gongjijin
colloquial|村委换届|huanjie
colloquial|防洪|fangxun
colloquial|办狗证|yangquan
colloquial|防诈骗|fanzha
colloquial|独生子女费|jisheng
colloquial|领结婚证|hunyin
colloquial|山火|linhuo
colloquial|砍树|caifa
colloquial|外地住院|yidi
colloquial|开饭店|shipin
colloquial|注册个体户|zhizhao
colloquial|工作报告|gongzuobaogao
colloquial|权力清单|quanze
colloquial|公开年报|nianbao
question|乡里养老保险怎么办理|yanglao
question|低保怎么申请|dibao
question|老人补贴怎么领|gaoling
question|森林防火期是什么时候|linhuo
question|驾驶证快到期了怎么办|jiazhao
question|残疾人补贴一个月多少钱|canji
question|农村改厕所有没有补助|gaice
question|一年级报名需要什么材料|zhaosheng
question|孩子上学报名要什么证|zhaosheng
question|外地看病怎么报销|yidi
question|去哪里办结婚证|hunyin
question|身份证丢了怎么补办|shenfenzheng
question|农民工工资拖欠找谁|qianxin
question|宅基地审批需要哪些材料|zhaijidi
question|大学生助学贷款怎么申请|zhudai
question|公租房怎么申请|gongzufang
question|退伍军人优待证在哪里办|tuiyi
question|种地补贴今年发多少|gengdi
question|请问高龄津贴多大年纪能领|gaoling
question|创业贷款额度是多少|chuangye
question|垃圾怎么分类|laji
question|野猪毁庄稼赔不赔|yesheng
question|村里选举什么时候|huanjie
question|不服处罚怎么复议|fuyi
question|没钱请律师怎么办|falv
question|免费体检老人几岁|tijian
question|自来水水质检测|yinshui
question|公交车老人免费吗|gongjiao
typo|森林防伙|linhuo
typo|养老保显|yanglao
typo|高龄经贴|gaoling
typo|最低生话保障|dibao
typo|退耕环林|tuigeng
typo|危房改照|weifang
typo|河掌制|hezhang
typo|城乡公较|gongjiao
typo|法律媛助|falv
typo|婚因登记|hunyin
typo|公益性冈位|gongyigang
typo|农机构置补贴|nongji
typo|烟花暴竹|baozhu
typo|秸杆禁烧|jiegan
typo|预防接钟|jiezhong
typo|人口谱查|pucha
typo|宅基地申批|zhaijidi
typo|生活拉圾分类|laji
typo|行政服议|fuyi
typo|信防工作|xinfang
typo|林木采法许可|caifa
typo|部门欲算|yusuan
typo|创业但保贷款|chuangye
typo|动物疫病放控|dongwu
pinyin|fanghuo|linhuo
pinyin|senlinfanghuo|linhuo
pinyin|gaolingjintie|gaoling
pinyin|yanglaobaoxian|yanglao
pinyin|hunyindengji|hunyin
pinyin|hu kou deng ji|huji
pinyin|hezhangzhi|hezhang
pinyin|falvyuanzhu|falv
pinyin|sēnlín fánghuǒ|linhuo
pinyin|deng1ji4 hun1yin1|hunyin
pinyin|renkoupucha|pucha
pinyin|tuigenghuanlin|tuigeng
pinyin|yufang jiezhong|jiezhong
pinyin|laji fenlei|laji
pinyin|ZHENGBING|zhengbing
pinyin|slfh|linhuo
pinyin|hydj|hunyin
pinyin|gljt|gaoling
pinyin|rkpc|pucha
traditional|最低生活保障標準|dibao
traditional|高齡津貼|gaoling
traditional|養老保險|yanglao
traditional|森林防火|linhuo
traditional|農機購置補貼|nongji
traditional|婚姻登記|hunyin
traditional|醫療救助|yiliaojiuzhu
traditional|殘疾人|canji,canzheng
traditional|退耕還林|tuigeng
traditional|機動車駕駛證|jiazhao
traditional|村務公開|cunwu
traditional|動物疫病防控|dongwu
mixed|2019年低保|dibao||| 2019
mixed|低保 公示|dibao|list
mixed|低保名单|dibao|list
mixed|双桥镇 低保 名单|dibao|list|双桥镇
mixed|高龄津贴 办事指南|gaoling|guide
mixed|防火通知|linhuo|notice
mixed|2020年 部门预算|yusuan|||2020
mixed|养老保险 解读|yanglao|reading
mixed|危房改造 资金|weifang|funds
mixed|河长制工作报告|hezhang|report
mixed|２０１８年　决算|juesuan|||2018
mixed|政府信息公开年报|nianbao
mixed|信息公开指南|zhinan
mixed|三公经费|sangong
mixed|“高标准农田”建设|gaobiaozhun
mixed|招聘公告|zhaopin|announcement
mixed|残疾人 补贴 公示|canji|list
mixed|乡村振兴 资金|xianjie,zhenxing|funds
mixed|医疗救助公示名单|yiliaojiuzhu|list
mixed|垃圾分类方案|laji|plan
mixed|农村公路 养护|nonglu
mixed|幼儿园收费|xueqian
mixed|疫情防控通知|xinguan|notice
mixed|小型水库加固|shuiku
mixed|村规民约|cungui
mixed|烟花爆竹 -公告|baozhu
unseen|老年人乘车优惠|gongjiao
unseen|八十岁老人津贴|gaoling
unseen|低保户名单在哪看|dibao|list
unseen|白鹭镇低保公示|dibao|list|白鹭镇
unseen|宅基地怎么批|zhaijidi
unseen|盖房子要批吗|zhaijidi
unseen|买插秧机补多少钱|nongji
unseen|水稻保险报案|nongbao
unseen|秸秆能不能烧|jiegan
unseen|过年放鞭炮规定|baozhu
unseen|营业执照怎么办|zhizhao
unseen|家庭医生签约|jiating
unseen|宫颈癌免费检查|liangai
unseen|生三胎登记|shengyu
unseen|留守儿童|liushou
unseen|孤儿补助标准|guer
unseen|工伤认定时间|gongshang
unseen|失业了能领多少钱|shiye
unseen|社保卡丢了|shebaoka
unseen|免费学电工|peixun
unseen|保洁员招聘公岗|gongyigang
unseen|最低工资多少|zuidigongzi
unseen|大病保险报销比例|dabing
unseen|危桥重建|qiaoliang
unseen|酒驾查处|jiaotonganquan
unseen|电信诈骗|fanzha
unseen|扫黑举报电话|saohei
unseen|邻居纠纷调解|tiaojie
unseen|部门决算公开|juesuan
unseen|公务接待费|sangong
unseen|猪瘟|dongwu
unseen|养猪场搬迁|yangzhi
unseen|乡村公路修建|nonglu
unseen|水库加固|shuiku
unseen|山体滑坡撤离|dizhi
unseen|物业费|wuye
unseen|小区装电梯|laojiu
unseen|煤气安全检查|ranqi
unseen|环评公示|huanping
unseen|农家书屋|wenhua
unseen|健身器材坏了|jianshen
unseen|烈士家属抚恤|fuxu
unseen|统计公报|tongji
unseen|gongzufang|gongzufang
unseen|zhufang gongjijin|gongjijin
unseen|低保 公布 名单|dibao|list
unseen|農村公路養護|nonglu
unseen|高标准农天|gaobiaozhun
unseen|义务教育照生|zhaosheng
unseen|国土空间规化|guotu
unseen|医疗救肋|yiliaojiuzhu
unseen|应急预按|yuan
unseen|物业管里|wuye
unseen|村务公开栏|cunwu
unseen|自然灾害救济|jiuzai
unseen|小微企业免税|jianshui
unseen|停电通知|nenghao
unseen|信息公开申请方式|zhinan
unseen|办事大厅周末上班吗|zhengwu
"""


@dataclass(frozen=True, slots=True)
class Typed:
    """One question, its class, and which texts answer it."""

    sort: str
    words: str
    topics: tuple[str, ...]
    genre: str
    town: str
    year: int

    def is_answered_by(self, text: Text) -> bool:
        """Whether a text is about what was asked, by how it was made."""
        return (
            text.topic.code in self.topics
            and self.genre in ("", text.genre.code)
            and self.town in ("", text.town)
            and self.year in (0, text.year)
        )


def _read(line: str) -> Typed:
    sort, words, topics, *rest = line.split("|")
    genre, town, year = [*map(str.strip, rest), "", "", ""][:3]
    return Typed(sort, words, tuple(topics.split(",")), genre, town, int(year or 0))


def typed() -> list[Typed]:
    """Return the questions."""
    return [_read(line) for line in LINES.strip().splitlines()]
