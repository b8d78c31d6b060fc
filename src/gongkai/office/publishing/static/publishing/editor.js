// Turns the text area of a draft into an editor; without this script it stays a text area.
// The library comes from the address in the script tag, so that no import map is needed, and it
// injects no style, which the content security policy refuses.
const tag = document.querySelector("script[data-gongkai-editor-from]");
const area = document.querySelector("textarea[data-gongkai-editor]");
const isChinese = document.documentElement.lang.startsWith("zh");

// What the library says, and what its icons mean to somebody who hears the page.
const WORDS = isChinese ? {
  Update: "确定", Cancel: "取消", URL: "网址", Title: "说明", "Open in new window": "在新窗口打开",
  "Edit Link": "链接", "List properties": "列表样式", "Decimal numbers": "数字", Bullets: "圆点",
  "Lowercase letters": "小写字母", "Uppercase letters": "大写字母", "Start at": "起始编号",
  "Lowercase Roman numerals": "小写罗马数字", "Uppercase Roman numerals": "大写罗马数字",
  "List type": "编号样式", Rows: "行数", Columns: "列数", "Include header row": "第一行是表头",
  "Table Properties": "表格", "Insert Table": "插入表格",
} : {};
const ICONS = isChinese ? {
  notes: "正文", format_list_bulleted: "项目符号", format_list_numbered: "编号", format_quote: "引文",
  horizontal_rule: "分隔线", format_bold: "加粗", format_italic: "斜体", format_underline: "下划线",
  format_underlined: "下划线", format_strikethrough: "删除线", strikethrough_s: "删除线",
  subscript: "下标", superscript: "上标", insert_link: "链接", link: "链接", link_off: "取消链接",
  grid_on: "表格", table: "表格", undo: "撤销", redo: "重做", add: "添加", delete: "删除",
} : {};
const HEADINGS = { 2: "一级小标题", 3: "二级小标题", 4: "三级小标题" };

window.gettext = (text) => WORDS[text] || text;

function start(library) {
  const L = library;
  const box = document.createElement("div");
  box.className = "prose-editor";
  area.before(box);
  box.append(area);
  const editor = new L.Editor({
    element: box,
    content: area.dataset.gongkaiHtml || "",
    injectCSS: false,
    editorProps: { attributes: { "aria-label": tag.dataset.gongkaiEditorLabel, role: "textbox" } },
    extensions: [
      L.Document, L.Dropcursor, L.Gapcursor, L.Paragraph, L.HardBreak, L.Text, L.History, L.Menu,
      L.NoSpellCheck, L.Heading.configure({ levels: [2, 3, 4] }), L.Bold, L.Italic, L.Underline,
      L.Strike, L.Subscript, L.Superscript, L.BulletList, L.OrderedList, L.ListItem,
      L.Blockquote, L.HorizontalRule, L.Link, L.Table, L.TableRow, L.TableHeader, L.TableCell,
    ],
    onUpdate: () => save(editor),
  });
  area.value = area.dataset.gongkaiHtml || "";
  hideHint();
  count(box, editor);
  speak(box);
  new MutationObserver(() => speak(box)).observe(box, { childList: true, subtree: true });
  const label = document.querySelector('label[for="' + area.id + '"]');
  if (label) {
    label.addEventListener("click", () => editor.commands.focus());
  }
  // A link of the error summary leads to the field; the field is the editor now.
  area.addEventListener("focus", () => editor.commands.focus());
}

function save(editor) {
  const html = editor.getHTML();
  area.value = /^<(\w+)(\s[^>]*)?><\/\1>$/i.test(html) ? "" : html;
  area.dispatchEvent(new Event("input", { bubbles: true }));
}

// The hint speaks of plain text, which is not typed here.
function hideHint() {
  const hint = document.getElementById(area.id + "_helptext");
  if (hint) {
    hint.hidden = true;
  }
}

// Gives every button of the menu a name and every heading its word.
function speak(box) {
  box.querySelectorAll(".prose-menubar__button, .prose-menubar button").forEach((button) => {
    const icon = button.textContent.trim();
    if (ICONS[icon] && button.title !== ICONS[icon]) {
      button.title = ICONS[icon];
      button.setAttribute("aria-label", ICONS[icon]);
    }
  });
  box.querySelectorAll(".prose-menubar h2, .prose-menubar h3, .prose-menubar h4").forEach((each) => {
    const word = HEADINGS[each.tagName[1]];
    if (isChinese && each.textContent !== word) {
      each.textContent = word;
    }
  });
  box.querySelectorAll(".prose-menubar p").forEach((each) => {
    if (isChinese && each.textContent === "Paragraph") {
      each.textContent = "正文";
    }
  });
}

function count(box, editor) {
  const line = document.createElement("p");
  line.className = "editor-count";
  const show = () => {
    line.textContent = editor.getText().replace(/\s/g, "").length + tag.dataset.gongkaiEditorWords;
  };
  editor.on("update", show);
  show();
  box.after(line);
}

if (tag && area) {
  import(tag.dataset.gongkaiEditorFrom).then(start);
}
