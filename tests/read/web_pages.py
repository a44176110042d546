"""Pages as content systems of local papers and governments make them, with what they hold.

The systems are told by their marks only (meta names, comments, class names); all words are
composed here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

TITLE = "云岭县召开重点项目推进会"
PARAGRAPHS = (
    "本报讯（记者 程晓岚）6月24日，云岭县召开重点项目推进会，研究部署下半年项目建设工作。县委书记余文斌出席会议并讲话。",
    "会议指出，青石溪综合治理工程总投资2.8亿元，要抢抓晴好天气，确保10月底前完成主体工程建设。",
    "余文斌强调，各乡镇、各部门要把项目建设放在心上、抓在手上，每周会商一次，每月通报一次。",
    "县领导徐光明、叶素琴参加会议。",
)
DAY = date(2021, 6, 25)
SOURCE = "云岭日报"


@dataclass(frozen=True, slots=True, kw_only=True)
class WebPage:
    """A page and what a reader takes from it; `source` is empty where it tells none."""

    name: str
    html: str
    title: str = TITLE
    published: date | None = DAY
    source: str = SOURCE
    paragraphs: tuple[str, ...] = PARAGRAPHS


def _p(indent: str = "　　") -> str:
    return "\n".join(f"<p>{indent}{words}</p>" for words in PARAGRAPHS)


_NAVIGATION = (
    '<div class="nav"><ul>'
    + "".join(
        f'<li><a href="/{n}/">{w}</a></li>'
        for n, w in enumerate("首页 县情 要闻 乡镇 部门 公告 专题 视频 图片 数字报".split())
    )
    + "</ul></div>"
)
_RELATED = '<div class="related"><h3>相关新闻</h3><ul>' + "".join(
    f'<li><a href="/n{n}.html">{w}</a><span>2021-06-{n + 10}</span></li>'
    for n, w in enumerate(
        ("云岭县开展夏季安全检查", "青石镇举办杨梅节", "我县新增两所幼儿园", "县图书馆延长开放时间")
    )
) + "</ul></div>"
_FOOT = (
    '<div class="footer"><p>主办单位：云岭县融媒体中心　地址：云岭县人民路1号　邮编：330000</p>'
    "<p>版权所有 Copyright &copy; 2010-2024 云岭新闻网　备案号：甲ICP备00000000号</p></div>"
)


def _page(head: str, body: str, *, title: str = f"{TITLE}_云岭新闻网") -> str:
    return (
        f'<!DOCTYPE html>\n<html><head><meta charset="utf-8"><title>{title}</title>{head}'
        "<script>var now='2024-01-01';document.write(now);</script></head>\n"
        f"<body>{_NAVIGATION}{body}{_RELATED}{_FOOT}</body></html>"
    )


GOVERNMENT = WebPage(
    name="government site (standard meta names)",
    html=_page(
        '<meta name="SiteName" content="云岭县人民政府"><meta name="ColumnName" content="云岭要闻">'
        f'<meta name="ArticleTitle" content="{TITLE}"><meta name="PubDate" content="2021-06-25 08:30">'
        f'<meta name="ContentSource" content="{SOURCE}">',
        f'<div class="article"><h2>{TITLE}</h2><div class="info">发布时间：2021-06-25 08:30　来源：'
        f'{SOURCE}　浏览次数：<span id="hits">120</span>　字体：【大 中 小】</div>'
        f'<div class="TRS_Editor">{_p()}</div></div>',
        title="云岭县人民政府 云岭要闻 " + TITLE,
    ),
)
EPAPER = WebPage(
    name="electronic paper (comments around the text)",
    html=_page(
        "",
        '<table><tr><td width="300">第01版：要闻<br>上一篇 下一篇</td><td>'
        "<!--enpproperty <articleid>1</articleid><date>2021-06-25 00:00:00.0</date><author></author>"
        f"<title>{TITLE}</title><keyword></keyword><sitename>{SOURCE}</sitename>/enpproperty-->"
        f'<p class="bt">{TITLE}</p><div id="ozoom"><!--enpcontent--><founder-content>'
        + "".join(f"<P>　　{words}</P>" for words in PARAGRAPHS)
        + "</founder-content><!--/enpcontent--></div></td></tr></table>",
        title="云岭日报数字报-" + TITLE,
    ),
)
BREAKS = WebPage(
    name="old table layout with line breaks",
    html=_page(
        "",
        f'<table width="760"><tr><td align="center"><font size="5"><b>{TITLE}</b></font></td></tr>'
        f"<tr><td align=center>时间：2021-6-25　来源：{SOURCE}　作者：佚名　点击：33</td></tr>"
        "<tr><td class=content>"
        + "<br><br>".join("&nbsp;&nbsp;&nbsp;&nbsp;" + words for words in PARAGRAPHS)
        + "</td></tr></table>",
    ),
)
BLOG = WebPage(
    name="WordPress",
    html=_page(
        f'<meta property="og:title" content="{TITLE}"><meta property="og:site_name" content="云岭发布">'
        '<meta property="article:published_time" content="2021-06-25T08:30:00+08:00">',
        f'<main><article class="post"><header class="entry-header"><h1 class="entry-title">{TITLE}'
        '</h1><time class="entry-date" datetime="2021-06-25T08:30:00+08:00">2021年6月25日</time>'
        f'</header><div class="entry-content">{_p("")}</div></article><section class="comments">'
        "<h2>评论</h2><p>写得好！期待早日建成。</p></section></main>",
        title=f"{TITLE} - 云岭发布",
    ),
    source="云岭发布",
)
ACCOUNT = WebPage(
    name="public account of a messenger",
    html=_page(
        f'<meta property="og:title" content="{TITLE}">',
        f'<div id="js_article"><h1 class="rich_media_title" id="activity-name">\n{TITLE}\n</h1>'
        '<div id="meta_content"><a id="js_name"> 云岭发布 </a><em id="publish_time">2021-06-25 07:58'
        '</em></div><div class="rich_media_content" id="js_content" style="visibility: hidden;">'
        + "".join(
            f'<section><section><p><span style="font-size:16px">{words}</span></p></section></section>'
            for words in PARAGRAPHS
        )
        + "<section><p>长按二维码关注我们</p></section></div></div>",
        title="",
    ),
    source="云岭发布",
)
LINKED = WebPage(
    name="linked data (JSON-LD)",
    html=_page(
        '<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle",'
        f'"headline":"{TITLE}","datePublished":"2021-06-25T08:30:00+08:00",'
        f'"publisher":{{"@type":"Organization","name":"{SOURCE}"}}}}</script>',
        f'<div id="app"><div class="detail"><h1>{TITLE}</h1><div class="detail-body">{_p()}</div>'
        "</div></div>",
    ),
)
DIVISIONS = WebPage(
    name="paragraphs as divisions, byline below",
    html=_page(
        "",
        f'<div class="main"><div class="tit">{TITLE}</div><div class="laiyuan">2021年06月25日 09:12:45'
        f'　来源：{SOURCE}</div><div class="con">'
        + "".join(f"<div>　　{words}</div>" for words in PARAGRAPHS)
        + '</div><div class="editor">责任编辑：何小禾</div><div class="share">分享到：微信 微博</div>'
        "</div>",
    ),
)
TABLED = WebPage(
    name="article with a table of figures",
    html=_page(
        f'<meta name="ArticleTitle" content="{TITLE}"><meta name="PubDate" content="2021-06-25">'
        f'<meta name="ContentSource" content="{SOURCE}">',
        f'<div class="article-content"><h1>{TITLE}</h1>{_p()}<table border="1"><tr><td>序号</td>'
        "<td>项目名称</td><td>总投资（万元）</td></tr><tr><td>1</td><td>青石溪综合治理工程</td>"
        "<td>28000</td></tr><tr><td>2</td><td>云岭县第二水厂</td><td>9600</td></tr></table></div>",
    ),
    paragraphs=(
        *PARAGRAPHS, "序号", "项目名称", "总投资（万元）", "1", "青石溪综合治理工程", "28000", "2",
        "云岭县第二水厂", "9600",
    ),
)  # fmt: skip
SHORT = WebPage(
    name="short note between long menus",
    html=_page(
        "",
        f'<div class="content"><h1>{TITLE}</h1><div class="date">发布日期:2021-06-25</div>'
        f'<div class="text"><p>{PARAGRAPHS[1]}</p></div></div>',
    ),
    source="",
    paragraphs=PARAGRAPHS[1:2],
)
COMMAND_DIV = WebPage(
    name="government site with printed labels only",
    html=_page(
        "",
        f'<div class="zw"><div class="zwbt">{TITLE}</div><div class="xx"><span>信息来源：{SOURCE}</span>'
        "<span>发布时间：2021-06-25 16:42</span><span>阅读次数：</span></div>"
        f'<div id="zoom"><!--ZJEG_RSS.content.begin-->{_p()}<!--ZJEG_RSS.content.end--></div>'
        '<p>打印本页 关闭窗口</p></div>',
        title="云岭县人民政府",
    ),
)

PAGES = (
    GOVERNMENT, EPAPER, BREAKS, BLOG, ACCOUNT, LINKED, DIVISIONS, TABLED, SHORT, COMMAND_DIV,
)  # fmt: skip
