"""The words by which a text keeps or changes its topic; see `topics`."""

from __future__ import annotations

import re

BUILDS = re.compile(
    r"(?:,?[^,。;]{0,6})?(?:建设|新建|兴建|打造|建起|建成|实施|修建|改造|建)(?:了|的|规划)?[^,。;]{0,8}"
)
ATTRIBUTE = re.compile(r"(?:[、,](?:(?!分别|其中|包括|涉及|项目|工程)[^。;]){0,36})?的[“]?")
BUILT_BY = ("投资建设", "承建", "建设", "投资兴建", "承包", "施工", "设计", "负责")
ENTERED = re.compile(
    r"(?:走进|来到|参观|察看|走访|前往|深入|成立|创办|办起|注册|组建|领办|创建|加入|入驻|考察|调研|探访|对)(?:了)?(?:母校)?$"
)
MACRO = re.compile(
    r"生产总值|GDP|公共预算|财政(?:总)?收入|财政支出|固定资产投资|规模以上|规上|社会消费品|零售总额|进出口总额|城镇居民|农村居民"
    r"|农民人均|居民人均|可支配收入|纯收入|粮食|城镇化率|城镇新增就业|贫困人口|贫困发生率|常住人口|户籍人口|森林覆盖率"
    r"|绿化覆盖率|人均公园|外贸|接待游客|旅游(?:总|综合)?收入|建档立卡|参保"
)
SPEAKS = r"[^,。]{0,12}(?:[说称道绍]|表示|指出|强调|要求|告诉|认为|希望|透露|坦言|回忆|提出|宣布)"
PRONOUN = re.compile(
    rf"(?:^|[,“。])(?:[他她俺咱](?!们?{SPEAKS})|我家|自家|老两口|两口子|全家|一家人?"
    r"|\d{2}岁的)|一家[\d一二三四五六七八九]+口|家里"
)
FAMILY = re.compile(r"一家|家[里的]|夫妇|夫妻|两口子|家庭|全家")
SPOKEN = re.compile(SPEAKS)
BODY = re.compile(
    r"(?:^|[,。;“])(?:目前|去年|今年|如今|现在|截至目前)?,?(?:该|这家|此)?"
    r"(公司|集团|企业|合作社|学校|医院|酒店|银行|工厂|厂区|基地)(?=[一-鿿\d])"
)
NATION = re.compile(
    r"(?:^|[,。;“日年月度])(?:目前|截至目前|今年|去年)?,?(?:全国|我国)(?!人大|政协|总工会|首|最|第|重点|各|唯一|范围)"
)
HOUSE = re.compile(r"[一-鿿]{2,12}?(?:学院|大学|中学|小学|人民医院|中医院|医院)")
#: Behind a place: it is what the sentence tells of (石门水库总库容2860万立方米).
DESCRIBED = re.compile(
    r"位于|占地|总|全长|面积|年|现有|在[^,。]{2,8}境内|流经|蜿蜒|拥有|共|建于|始建|海拔|是一"
)
SHORT = re.compile(
    r"(?:^|[,。;“])([一-鿿]{3,6})(?=成立|创办|现有|拥有|总部|主要|是一家|是国家|始建|专业|主营)"
)
#: Before a place that is only compared with (比全省高, 居全省第3位).
COMPARED = re.compile(
    r"(?:比|较|居|列|位居|位列|排名?|占|高于|低于|快于|好于|优于|多于|少于|高出|超过|超出|不及|领跑|领先|分别比|与|同|和)$"
)
RANKED = re.compile(r"(?:平均|第|前|首|各|同类|同期|总量|总数|水平)")
#: Between what is compared with and its figure: 全省(7.7%), 全国平均水平(7.0%).
BRACKET = re.compile(r"(?:规模以上工业|城镇|农村)?(?:平均)?(?:水平|值|增速|增幅|数)?\(")
NATION_AVERAGE = re.compile(r"全国(?:平均)?(?:水平|值|增速|增幅|数)?\($")
#: Between a division and its people's number.
PEOPLE = re.compile(r"(?:的)?(?:村民|群众|居民|农户|贫困户|农民|社员)(?:共|现|已|总共)?有?")
#: Before the place where something stands.
STANDS = ("位于", "坐落于", "坐落在", "座落于", "地处", "选址", "选址于", "选址在", "落户", "建在")
#: 距县城50公里: how far something is from there.
AWAY = ("距", "距离", "离")
#: A body that only stands for its like: 像X公司这种企业.
LIKE = ("这种", "这样", "这类", "之类", "一样")
CATEGORY = re.compile(r"(?:其中)?([一-鿿、]{2,14}?类(?:建设)?项目)[^\d,。;]{0,3}$")
#: Where a part of a sentence behind `;` goes on about the project named before.
GOES_ON = re.compile(
    r"\s*(?:项目|工程|计划|预计|目前|现|已|总|规划|设计|建成|主要|其中|年|占地|用地|建筑|投资|完成|累计|全长|一期|二期|按)"
)
#: Words for many firms before their number: they are a division's, not one firm's.
FIRMS = ("企业", "企业共", "企业有", "企业还有", "企业已有", "企业总数达", "企业达")
#: 该水库, 该校: a thing by the last words of its name; divisions and projects go other ways.
THIS = re.compile(r"该(?![省市县区州旗镇乡村]|项目|工程)([一-鿿]{1,4})")
SCHOOLS = ("学校", "大学", "学院", "中学", "小学", "幼儿园", "党校")
THAT = re.compile(
    r"(?:该|全|我)([省市县区州旗镇乡村])(?!内|外|首|最|第|重点|各|唯一|前列|民|里|长|委|区|政府|人大)"
)
PROJECTS_BEFORE = re.compile(r"(?:^|、)[^,。;、]{0,20}(?<!该)项目[^\d]{0,5}$")
PROJECTS_AFTER = re.compile(
    r"(?:重点|重大|产业|建设|民生|新开工|亿元以上|转型|签约|工业|农业|旅游|基础设施|[省市县区乡镇村]级?|"
    r"续建|新建|改扩建|扶贫|招商|在建|惠民|[、和的]|集中|开工)*(?:项目|工程)"
)
#: 总投资71亿元的48个重点建设项目: money of many projects together.
OF_MANY = re.compile(rf"的\d+[个项]{PROJECTS_AFTER.pattern}")
CURRENCIES = frozenset(("CNY", "USD", "EUR", "HKD", "JPY"))
MONEY_VERB = re.compile(
    r"捐|赠送|拨付|投入|补助|补贴|发放|奖励|资助|出资|筹|安排|下达|争取|支付|贷款|授信|收缴|罚|缴|募集|收入|支出|结余"
)
#: What only an authority itself does.
POLICING = re.compile(r"破获|抓获|查获|查处|缴获|收缴|立案|审结|受理|打掉|侦破|出动警力")
#: 9座规模水厂均已建成: things in numbers, a division's and not those named before.
ALL_OF_THEM = re.compile(r"[一-鿿]{1,12}(?<![均全都相])(?:均|全部|都已|相继)")
#: 陈某捐资126万元.
GIVES = re.compile(r"捐[资款赠献助]?")
