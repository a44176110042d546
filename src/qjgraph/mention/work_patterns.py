"""What stands in and around the names of projects: the patterns that `works` judges by."""

from __future__ import annotations

import re

#: Units of measures that a name may hold (年产3万吨, 110千伏); all others end it.
MEASURES = frozenset(
    (
        "t",
        "m2",
        "m3",
        "mu",
        "ha",
        "kg",
        "kW",
        "MW",
        "GW",
        "kWh",
        "kV",
        "吨级",
        "千瓦",
        "兆瓦",
        "千伏",
        "立方米",
    )
)
#: How much a plant is for, at the head of its name (15万只肉鸭养殖项目).
CAPACITY = re.compile(r"\d+(?:\.\d+)?[万千亿](?:头|只|羽|锭|纱锭|套|台|件|尾|箱|辆|支|片|吨)")
MADE = re.compile(
    r"(?![以多余左上的])[一-鿿]{2,16}(?:项目|工程|基地|生产线|产业园|加工厂|养殖场|工厂)"
)
ENDING = re.compile(r"(?:建设)?(?:项目|工程)$")
QUOTES = re.compile(r"[“”\"‘’「」『』《》\s]")

#: Words about building right behind a name: 现场, 施工, 开工, 总投资 …
SITE = re.compile(
    r"(?:建设)?(?:项目|工程)?(?:的)?(?:(?:建设|施工|改造|拆除)?(?:现场|工地)|施工(?!许可)|(?:建设|施工|工程)进度|除险加固)"
)
BUILT = re.compile(
    r"[^。;!?\n]{0,16}?(?:总投资|计划投资|投资额|投资[约近\d]|概算|占地|用地面积|建筑面积|总面积|全长|总长|开工|动工|奠基"
    r"|竣工|完工|建成|通车|投产|投用|启用|投入使用|投入运营|封顶|结顶|开园|开馆|落成|试运行|试运营|主体|施工|合龙|贯通|兴建|破土|正式对外开放|正式开放|免费开放|位于|坐落|地处)"
)
BUILDING = re.compile(
    r"(?:建设|新建|兴建|修建|改建|扩建|在建|援建|建成|建起|开建|打造|建|投资[^,。]{1,16}的|投资[^,。]{1,16}元(?:建设|新建)?"
    r"|启动|开工)(?:的|了|中的|规划)?(?:一[座个条处栋]|[\d两]+[座条处个])?[“\"]?$"
)
FACT = re.compile(
    r"投资|主体工程|试运行|概算|占地|建筑面积|全长|总长|开工|动工|竣工|完工|建成|通车|投产|投用|启用|投入使用|封顶|验收|位于|中标|招标|施工|签约|进度|交付|安排资金|采购|铺开|建设现场|现场|规划|征迁|征地|惠及|开馆|开园|开放|落成"
)
#: Behind 项目: an office or a person of it.
OFFICE = re.compile(r"经理|总监|负责人|管理|部|组|办|指挥|总工|建设指挥|党支部|法人|业主")
OUTPUT = re.compile(
    r"(?:(?:年|日)(?:产|处理|加工|出栏|存栏|屠宰|供水|发电|生产)|存栏|出栏|装机(?:容量)?|总装机)$"
)
LEADING = re.compile(r"([一-鿿]{0,8}?)(?:项目|工程)(?:——)?(?=[一-鿿“]{5})")
#: What an item of a list that is a work of building ends in.
ACTION = re.compile(
    r"(?:改造|技改|建设|整治|迁建|扩建|新建|治理|修复|搬迁|绿化|亮化|安置|提升|延伸|拓宽|改建|加固|开发|保护|二期|一期)$"
)
BOUND = re.compile(r"[东西南北](?:至|起|临|接|邻|靠|抵)")
BESIDE = re.compile(
    r"[与和、][^,。;]{1,10}(?:交汇|交叉|路口|交界)|旁|附近|内|里|外|门口|举行|召开|对面|周边|[东西南北]侧|以[东西南北]|交叉口"
)
#: 控制性工程——X: what X is, no name.
APPOSED = re.compile(
    r"(?:控制性|骨干|节点|标志性|枢纽|重点|重大|配套|示范|关键性?|旗舰|控制性节点|最大|首个|水利|民生"
    r"|(?:重点|重大|示范|标志性|骨干|最大的?)[一-鿿]{2,3})$"
)
DEICTIC = re.compile(r"^[我全本各]|该")
BOUND_BEFORE = re.compile(
    r"(?:[东西南北](?:起|至|临|接|邻|靠|抵)|起于|止于|迄于|讫于|终于|起自|始于|顺接|[,。;]接[^,。;]{0,20}|(?:重要|重大|主要|关键)的|途经|经过|毗邻|紧邻|紧靠|[起终]点[位于接为]*)$"
)
PAID_FOR = re.compile(r"投资|资金|[万亿]元")
#: Behind 项目: how many; they are many.
MANY = re.compile(r"(?:一?共有?|约|近|达)?(?:\d+[余多]?|(?<=共)[两三四五六七八九十])[个项处座条]")
#: Right behind a thing: how many or how large; it is a part of a project (果汁加工厂1座).
COUNTS = re.compile(
    r"(?:约|近|超过?|达|共)?[\d一二两三四五六七八九十][\d.,]*[万千百余多]*(?:个|座|处|栋|幢|条|套|亩|平方米|公里|家|间)"
)
RUNS_FROM = re.compile(r"(?:项目|工程)?(?:起自|起于|起点|始于|[东西南北]起|全长|主线|线路|路线)")
LINE = re.compile(r"[一-鿿]{2,}(?:至|—|-)[一-鿿]{2,}")
#: What is said of a body only while it is being built.
PAID = re.compile(r"总投资|概算|动工|竣工|封顶|正式开馆|开馆|奠基|落成")
#: Right behind a thing: that its building begins or ends.
BEGUN = re.compile(
    r"(?:项目|工程)?(?:已经?|正式|全面|顺利|昨日|昨天|今日|今天|于?[\d年月日上下午]{2,12})*"
    r"(?:动工|开工|奠基|破土|封顶|竣工|完工|落成)(?!率|面|量|前|后|\d|[一二三四五六七八九十]|的|仪式)"
)
OWN_FACT = re.compile(
    r"(?:项目)?,?(?:总投资|计划投资|安排(?:资金|投资)|投资[约近\d]|占地|总?建筑面积|规划用地|总用地|全长)"
)
#: Works on a road or water that no one else has named (甘泉路拓宽改造).
ROAD_WORK = re.compile(
    r"[一-鿿]{2,4}[路街桥河渠](?:拓宽|改造|整治|延伸|综合|疏浚|加固|提升|改建|扩建)"
)
DESIGNED = re.compile(r"(?:工程|项目)?(?:初步设计|设计方案|规划方案|可行性研究|可研|施工图)")
WORKED = re.compile(
    r"(?:启动|实施|开展|完成|推进|投资[^,。]{1,10}的)(?:了|实施|对)?[“]?[|]"
    r"|[|](?:(?:初步设计|设计方案|规划方案|可行性研究|可研|施工图)|完工|竣工|启动|开工|顺利|建设|工作|正式|已|正在|计划|预计)"
)
#: X是我国西南A: what X is, where A is a class.
IS_A = re.compile(
    r"(?:(?<!但)是|为|系|作为|属于?|打造成为?|建设成为?|建成为|列为|列入|纳入|确定为|评为|入选)"
    r"(?:[^,。;、]{2,16}(?P<classed>重点|重大|标志性|示范性?|唯一|首个)的?|[^,。;、]{0,8})[“]?$"
    r"|(?:作为|是)[^,。;、]{0,6}(?P<first>首[个座条批]|唯一|最大)[^,。;]{0,14}的$"
)
#: X是A、B: what X is goes on behind a mark.
IS_ALSO = re.compile(r"(?:是|为|系|作为)(?![^,。;]*(?:包括|分别|有))[^,。;]{2,22}[、和]$")
#: A park that a project lies in, and what is said of one (位于X工业园的A项目, 落户X产业园).
SITES = frozenset(("park", "base"))
STANDS_IN = re.compile(
    r"(?:(?P<sited>位于|坐落[于在]?|地处|落户[于在到]?|入驻|进驻|选址[于在]?)|落地|走进|来到|在)[^,。;、的]{0,8}$"
)
LIES_IN = re.compile(
    r"[内里]?的[^,。;]{2,40}|[内里]?,[^,。;]{2,24}(?:公司|项目|企业|工厂|车间)|[内里]?[一-鿿A-Za-z]{2,20}(?:有限|股份|责任)?公司"
)
#: 是一座小型水库,…2016年9月动工: what a work is, and its building in the same sentence.
DEFINED = re.compile(r"(?:是|为)一[座条个处所][^。]{4,90}(?:开工|动工|竣工|建成|总投资|概算)")
PARTS = re.compile(
    r"(?:主要建设|建设内容|[一二三]期建设|规划建设|分别为|涵盖|包括|包含|含|内设|设有|设置|配套|主要有|建有|分为|配建)[^,。;]{0,40}$"
)
#: Behind an ending: a longer word that is no project (工程师, 项目部, 工程车).
NO_NAME = re.compile(
    r"质量|城市(?!公园|广场|综合)|安全(?!饮水)|[类型组部办车师队院局学兵款量处科专技咨监造机化制库法界费群]|建设年|观摩|推进会|现场会|公司|集团|标准|有限|金牌|银牌|比赛|决赛|冠军|人员|资金|单位|领域|企业|合同|档案"
)
#: Before a name: it is one of several without names of their own (9个, 4000多个).
COUNTED = re.compile(
    r"(?:(?:\d|多|余|几|数|两|[二三四五六七八九十百千万])[个项批类种家条座处所]|[一多]批|系列)$"
)
PLURAL = re.compile(r"(?:等|各类|一批|多个|一系列|系列|众多|各个|所有|类|批|这些|部分)$")
LISTED = re.compile(
    r"等(?:[一-鿿\d]{0,3}[个项])?(?:[\d.]+[万亿]元以上)?(?:一批|一系列|多个)?(?:省|市|县|区|国家)?(?:级)?"
    r"(?:大|好|重点|重大|标志性|基础设施|民生|产业|在建|建设|续建|新建)*(?:项目|工程)"
)
#: A、B和C施工现场: the sites of a tour.
#: A、B、C3条高速公路: the items of a list with its number.
COUNT_LISTED = re.compile(
    r"(?=[等\d两三四五六七八九十])(?:等)?(?:\d+|[两三四五六七八九十]+)[条座个项](?:[一-鿿]{0,4}?)"
    r"(?:高速公路|公路|铁路|大桥|隧道|项目|工程|水库|道路|桥梁)(?!点)"
)
#: A;B,C三个项目: the parts of a sentence that a number of projects closes.
PARTS_LISTED = re.compile(
    r"(?<![等多])(?P<count>\d{1,2}|[两三四五六七八九十])个(?:[一-鿿]{0,4}?)项目(?!个|[中里])"
)
#: What is said of a project; no part of such a list holds it.
SAID = re.compile(
    r"[已正将]|计划|预计|总?投资|开工|完工|竣工|建成|完成|位于|占地|启动|推进|进行|其中|目前|今年|去年|是|为|有|等"
)
#: Works without 项目 behind them.
WORKS = re.compile(
    r"(?:改造|建设|整治|治理|迁建|扩建|新建|修复|绿化|亮化|提升|延伸|拓宽|改建|加固)$"
)
UNKNOWN = re.compile(r"[一-鿿“”]{2,8}")
#: 察看了A、B等地: the stops of a tour that are works.
PLACES_LISTED = re.compile(r"等(?:地|处|点位?|现场)(?=[,。;、的]|[一-鿿]{0,4}(?:调研|检查|察看))")
SITES_LISTED = re.compile(
    r"(?=[施建改项现工])(?:(?:施工|建设|改造|项目)?(?:现场|工地))(?=[,。;、看]|察|调研|检查|督查|督导|考察|视察|走访|指导)"
)
#: 集中开工的12个重大项目,包括:A、B: what follows are their names.
INCLUDES = re.compile(
    r"项目(?:共?有?\d+[个项])?[^。;\n:]{0,30}?(?:包括|包含|分别(?:为|是)|(?:有|为|是)(?=:)):?(?=[^。\n]{12})"
)
#: Where such a list ends.
INCLUDED = re.compile(r"等|[。;\n]|,(?=总|计划|涉及|涵盖|年度|项目|预计|其中|这些)")
#: What stands before the name of an item: what it costs, who pays for it.
ATTRIBUTE = re.compile(
    r"(?:.*(?:元|亩|吨|公司|集团|投资|建设|实施|承建|引进)的)?(?:新建|续建|在建|拟建|重点|其他)?(?=[一-鿿“\d]{4})"
)
#: Behind the 等 of a list of sorts, no list of names (等五个方面).
SORTS = re.compile(r"等?[一二三四五六七八九十\d]{0,3}[个大]?(?:方面|领域|类|内容|板块|行业)")
PHASE_ENDS = re.compile(r"[一二三四五六]期$")
#: 察看了A、B,了解项目建设情况: the stops of a tour of projects.
TOUR_LISTED = re.compile(
    r",(?=[^,。;]{0,10}(?:了解|询问|查看|察看|听取|掌握)[^,。;]{0,14}(?:项目|工程)(?:建设|进展|推进|实施|进度))"
)
LIST_MARK = re.compile(r"(?:、?(?:和|与|以及|及)|、)(?:重点|新建|在建)?$")
#: The number of an item that opens a paragraph.
NUMBERED = re.compile(r"\d{1,2}\.(?=[一-鿿“])")
ITEM = re.compile(
    r"(?:^|\n)\s*(?:\d{1,2}[.、]|[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十\d]{1,3}\))\s*"
    r"([^\n。:;,]{4,36})[。:\n]"
)
PLACE_VERB = re.compile(r"[^,。;]{2,14}?(?:建设|新建|打造|兴建|投资建设)(?=[^,。;]{5})")
#: Endings of roads and waters: a name that begins with one tells itself apart.
FEATURES = frozenset("路街桥河湖江渠堤湾港站")
#: Items of a list that are no works though projects stand beside them.
TASK = re.compile(
    r"(?:工作|机制|问题|情况|活动|服务|产业|改革|办法|方案|企业|事业|领域|行业|措施|体系|资金|报告|政策|单位|公司)$"
)
HOW_MANY = re.compile(r"\d{1,2}(?=[个项])")
#: A movement and no work: what begins together under its name is many things.
MOVEMENT = re.compile(r"(?:行动|活动|计划|会战|攻坚|专班)”?$")
GATHERED = re.compile(r"(?:集中|集体|同时|统一)")
#: 投资2亿元建设X项目: all behind the verb is the name, known words or not.
PAID_TO_BUILD = re.compile(
    r"投资[^,。;]{0,3}\d[\d.,]*[万亿]+元(?:(?:新建|建设|兴建|打造|改建|扩建)(?![的了成起])|的)(?=[一-鿿]{4})"
)
#: ,新建X: a name of words unknown to the segmenter begins right behind the verb.
NEWLY = re.compile(
    r"(?<=[,;。])新建(?P<word>(?:(?![了的成起有个座条处家所约共等和与及占扩改])[一-鿿]){2,6})$"
)
#: A项目、X…: an item of a list of projects begins right behind its mark, known words or not.
ITEM_OPENS = re.compile(
    r"(?:(?<=项目)[、和]|(?<=工程)[、和]|(?<=生产线)、|[个大](?:[一-鿿]{0,6})项目(?:分别)?(?:为|是|有|包括)"
    r"|(?<=[,。;])项目(?:分别(?:为|是)|包括))"
    r"(?P<word>(?:(?![的等及和与在将对为是有会抓])[一-鿿]){1,8})$"
)
FINISHED = re.compile(r"已(?:经|全面)?完成了?$")
#: 安置房分A、B: the ending of one name taken for the head of the next.
PARTED = re.compile(r"房分(?:为|成)?")
#: 8个小微企业创业园集体开工: alike works that are begun together are one undertaking.
BUILT_KINDS = frozenset(("park", "base", "plant", "building"))
STARTED = re.compile(
    r"(?:集体|集中|同时|同步|全部|正式|顺利)(?:开工|动工|开建|奠基|竣工|投产|启用|开业|交付)"
)
#: Its classifier taken for the head of a name: 6[个小微企业创业园].
CLASSIFIER = re.compile(r"[\d两三四五六七八九十][个座条处家]")
MEETS = re.compile(r"互通|相[接连交]|连接|交[汇叉]|衔接|贯通|对接|平行")
#: A description or a count, no name (全球最大风电项目, 285个子工程).
DESCRIBES = re.compile(
    r"^[个项条座处]|最[大高长深多]|首[例个条座]|副中心$|中心城区$|^[一二三四五六]期从|[路街道桥]至[省国县]道$"
)
NAMES = re.compile(r"(?:重点|重大|建设|拟建)?(?:项目|工程)(?:名称|名)?$")
NOTICE = re.compile(
    r"(?:^|\n|。|;)\s*(?:[一二三四五六七八九十\d]+[、.])?\s*(?:项目|工程)名称[::]\s*([^\n。;]+)"
)
#: The next sentence speaks of it: …工程进展情况的汇报。该工程总投资….
THIS_ONE = re.compile(r"[^。;!?\n]{0,30}。(?:该|此|这一|这个)(?:项目|工程)")
#: Its county's or company's: 云岭县的中小微企业园项目.
OWNED = 5
#: A part of the works named right before it (X工程主体工程, X项目路基工程).
PART_OF = re.compile(
    r"(?<=工程|项目|改造|公路|大桥|水库|闸站|泵站)(?P<part>(?:主体|土建|路基|路面|基础|桩基|附属|装饰|机电|房建|管网|绿化|配套)工程)$|(?<=项目)(?P<hall>(?:标准|主)?厂房)$"
)
#: A section of a road or line: 临白段(临河至白山)全长…, 石桥至双河段已建成.
SECTION = re.compile(
    r"(?:(?<=[,。;、:和及与\n])|(?<=其中)|^)"
    r"(?P<name>(?P<road>(?:[国省县乡]道)?[GSXYC]?\d{2,4}(?:线|国道|省道|县道|公路|高速公路|高速)?)?[一-鿿]{2,5}至[一-鿿]{2,5}段|[一-鿿]{2,4}(?<![标路河时阶手片区地分工一二三四五首上下前后各每该此全])段)"
    r"(?=(?P<ends>\([^()\n]{2,8}至[^()\n]{2,8}\))?(?:全长|总长|长约?\d|里程|总投资|已|于\d|将|预计|计划|正式|建成|通车|开工|位于|起点|起于|路线"
    r"|、|和|及|[两三四五六七八九\d]+[条个]路?段))"
)
LINE_OF = re.compile(
    r"(?:公路|高速|铁路|高铁|国道|省道|大道|地铁|号线).*段|(?:公路|高速|铁路|高铁)$"
)
#: Somewhere behind a name without a proper word: that there is work on it.
AT_WORK = re.compile(r"建设|投资|施工|开工|竣工|建成|投产|[\d.]+万?平方米")
#: 开工建设A、B,建成投用C和D: the objects of a verb of building are works.
BUILDS_LISTED = re.compile(
    r"(?:开工建设|新开工|启动建设|建成投用|建成投产|建成使用|建成运营|建成启用|建成|竣工|新建|续建)了?"
    r"(?=[一-鿿“][^,。;\n]{2,80}?[、和])"
)
LIST_STOP = re.compile(r"等|[,。;:\n]")
#: A road or bridge that is a place opens or is begun: 环城路西段昨天建成通车.
OPENED = re.compile(
    r"(?P<part>[东西南北中]段)?(?:(?:于?[\d年月日上下午]{2,12}|昨[日天]|今[日天]|近日|日前|正式|全线|顺利|已经?|将)*)"
    r"(?:建成通车|竣工通车|建成开通|正式通车|全线通车|通车(?!里程|后|以来|能力)|全线贯通|开工建设|竣工|完工)"
)
#: “启俊楼”竣工: a quoted building that is begun or done.
QUOTED_BUILT = re.compile(
    r"“(?P<name>[一-鿿]{2,10}[楼桥路馆园堂阁塔院城厦亭])”(?=(?:项目|工程)?(?:正式|顺利|胜利)?(?:竣工|落成|奠基|开工|动工|封顶|启用|建成))"
)
#: No name: a count, or a thing of many (标准厂房3万平方米, 一批公园).
COUNTED_ITEM = re.compile(r"\d|[一两三四五六七八九十几多][个座条处所家批栋]|的|等|及其")
#: A phase of what a body builds: 亿丰公司二期项目.
BODY_PHASE = re.compile(
    r"(?:公司|集团|厂|医院|中学|小学|学校|学院|电站|水厂)(?:[一二三四五六七]期)$"
)
#: No name begins so: 一号 of 三交一号矿井.
NUMBER = re.compile(r"[一二三四五六七八九十]号")
