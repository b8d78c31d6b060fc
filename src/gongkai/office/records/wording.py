"""What the acts of the audit trail are called on a page.

An act that has no words here is shown by its key, which a test forbids.
"""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ACTS: dict[str, Promise] = {
    "record": _("登记"),
    "import": _("导入"),
    "correct": _("更正"),
    "withdraw": _("撤销"),
    "publish": _("登记公开信息"),
    "post": _("登记发布"),
    "hold": _("登记培训"),
    "add": _("新增渠道"),
    "change": _("修改渠道"),
    "receive": _("登记收件"),
    "ask_clarification": _("告知补正"),
    "record_clarified": _("登记收到补正"),
    "begin_consultation": _("征求意见"),
    "end_consultation": _("登记意见"),
    "notice_fee": _("通知缴费"),
    "record_fee_paid": _("登记缴费"),
    "extend": _("延长答复期限"),
    "agree_deadline": _("确定延迟答复期限"),
    "reply": _("答复"),
    "close": _("办结"),
    "reopen": _("重新办理"),
    "strike": _("撤销办理步骤"),
    "recompute": _("重新计算答复期限"),
    "open": _("登记复议诉讼案件"),
    "conclude": _("审结"),
    "found": _("建立机关"),
    "describe": _("修改机关信息"),
    "admit": _("新建账号"),
    "give_role": _("授予角色"),
    "end_role": _("结束角色"),
    "renew_password": _("重置密码"),
    "seat": _("登记领导小组"),
    "take_up": _("登记任职"),
    "leave": _("登记离任（离岗）"),
    "load_notice": _("录入放假通知"),
    "draft": _("生成年度报告"),
    "rebuild": _("重新汇总年度报告"),
    "amend": _("修改年度报告"),
    "write_section": _("编辑年度报告文字"),
    "submit": _("年度报告送审"),
    "return": _("退回年度报告"),
    "take_back": _("签发后退回年度报告"),
    "sign": _("签发年度报告"),
    "freeze": _("年度报告定稿"),
    "read_document": _("读取已有报告"),
    "take_in_batch": _("批量读取已有报告"),
    "correct_cell": _("更正已有报告的一格"),
    "confirm_cell": _("核对已有报告的一格"),
    "name_report": _("填写已有报告的机关和年度"),
    "keep_report": _("保存已有报告"),
    "reopen_report": _("退回核对已有报告"),
    "set_aside_report": _("作废已有报告"),
}


def act(verb: str) -> str:
    """Return what an act is called, its key where it has no words."""
    return str(ACTS.get(verb, verb))
