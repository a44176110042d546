"""The words of the pages, in Chinese and English."""

from __future__ import annotations

from qjgraph.view.facts import Words

WORDS: dict[str, Words] = {
    "site": Words("地方新闻图谱", "News graph"),
    "skip": Words("跳到正文", "Skip to content"),
    "start": Words("首页", "Start"),
    "questions": Words("问题", "Questions"),
    "search": Words("检索", "Search"),
    "search_hint": Words("人名、机构、项目、词语", "a name, a body, a project, words"),
    "editor": Words("SPARQL 查询", "SPARQL"),
    "curate": Words("整理", "Curate"),
    "other_language": Words("English", "中文"),
    "lists": Words("浏览", "Browse"),
    "covered": Words("报道日期", "days covered"),
    "newest": Words("最近的报道", "Newest articles"),
    "ready": Words("现成的问题", "Ready questions"),
    "papers": Words("报纸", "Papers"),
    "unknown_paper": Words("未注明", "not stated"),
    "statements": Words("条陈述", "statements"),
    "articles": Words("篇报道", "articles"),
    "evidence": Words("依据", "evidence"),
    "also": Words("又作", "also"),
    "why": Words("出处", "source"),
    "rule": Words("规则", "rule"),
    "sure": Words("置信度", "confidence"),
    "said_by": Words("引述", "said by"),
    "shown": Words("只列出前若干行，其余见 CSV", "only the first rows are shown; the CSV has all"),
    "of": Words("共", "of"),
    "rows": Words("行", "rows"),
    "picture": Words("关系图", "Graph of relations"),
    "data": Words("数据", "Data"),
    "contents": Words("本页", "On this page"),
    "nothing": Words("图谱中没有关于它的陈述。", "The graph states nothing about it."),
    "claims": Words("本文陈述", "What it states"),
    "things": Words("本文提到", "What it names"),
    "reporters": Words("署名", "signed"),
    "raw": Words("原版面文字", "the page as it was read"),
    "raw_note": Words(
        "这是读入时的原文；有底纹的是切出的文章。",
        "The text as it was read; what is shaded was cut out as an article.",
    ),
    "ask": Words("提问", "Ask"),
    "required": Words("必填", "required"),
    "no_rows": Words("没有符合的行。", "There are no rows."),
    "download": Words("下载", "Download"),
    "previous": Words("上一页", "previous"),
    "next": Words("下一页", "next"),
    "page": Words("页", "page"),
    "missing": Words("这里没有内容", "Nothing lies here"),
    "wrong": Words("无法回答", "This cannot be answered"),
    "query": Words("SPARQL 原文", "the SPARQL behind it"),
    "in_editor": Words("在编辑器中打开", "open in the editor"),
    "static_note": Words(
        "静态副本；要提问或查询，请用 qjgraph serve。",
        "A static copy; to ask and query, run qjgraph serve.",
    ),
    "found_things": Words("人物、机构、项目……", "People, bodies, projects …"),
    "found_articles": Words("报道", "Articles"),
    "nothing_found": Words(
        "没有找到。可少写几个字，或去掉限定。", "Nothing was found. Try fewer words."
    ),
    "how_to_search": Words(
        "空格分开的词须同时出现；引号内的照原样查找；人名也可用拼音。",
        "All words between blanks must occur; what stands in quotation marks is sought as it is; "
        "names may be typed in pinyin.",
    ),
    "narrow": Words("限定", "Narrow"),
    "all": Words("全部", "all"),
    "by_best": Words("按相关", "best first"),
    "by_newest": Words("按日期", "newest first"),
    "facet_kind": Words("类别", "Kind"),
    "facet_paper": Words("报纸", "Paper"),
    "facet_year": Words("年份", "Year"),
    "facet_place": Words("报纸所在地", "Place of the paper"),
    "examples": Words("例子", "Examples"),
    "run": Words("运行", "Run"),
    "stop": Words("停止", "Stop"),
    "copy_link": Words("复制链接", "Copy link"),
    "copied": Words(
        "链接已复制，地址栏中也有。", "The link was copied; the address bar has it too."
    ),
    "editor_keys": Words(
        "Ctrl+Enter 运行，Ctrl+空格 补全", "Ctrl+Enter runs, Ctrl+Space completes"
    ),
    "answer": Words("结果", "Answer"),
    "as_table": Words("表格", "Table"),
    "as_chart": Words("图表", "Chart"),
    "as_graph": Words("关系图", "Graph"),
    "as_text": Words("原文", "Text"),
    "running": Words("正在查询……", "Running …"),
    "stopped": Words("已停止。", "Stopped."),
    "failed": Words("没有得到回答：", "There was no answer:"),
    "no_chart": Words(
        "图表需要一列数字和一列名称。", "A chart needs a column of numbers and one of names."
    ),
    "no_graph": Words(
        "关系图需要两列 IRI，或 CONSTRUCT 查询。",
        "A graph needs two columns of IRIs, or CONSTRUCT.",
    ),
    "needs_script": Words("编辑器需要 JavaScript。", "The editor needs JavaScript."),
    "made_with": Words("每条陈述都能追溯到原文语句。", "Every statement leads back to its words."),
}
