"""The practice company in English: a word for each word of its lists, pinyin for names of people, places and brands."""

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from typing import Any

from ydh.practice.company import PracticeCompany
from ydh.practice.people import WORDS
from ydh.practice.places import AWAY, HOME
from ydh.practice.rows import CustomerRow, ProductRow

NAME = "Hangzhou Mingyuan Tea (practice)"


def _words(table: str) -> dict[str, str]:
    pairs = (pair.split("=") for line in table.split("\n") for pair in line.split(",") if pair.strip())
    return {chinese.strip(): english.strip() for chinese, english in pairs}


# each as chinese=english, apart by commas
GOODS = _words(
    """
    明前龙井=Early Longjing Tea,雨前龙井=Spring Longjing Tea,明前白茶=Early White Tea,高山毛峰=Mountain Maofeng Tea
    春芽绿茶=Spring Bud Green Tea,头采云雾=First Flush Cloud Tea,炒青=Roasted Green Tea,抹茶粉=Matcha Powder
    老树红茶=Old Tree Black Tea,小种红茶=Souchong Black Tea,清香乌龙=Light Oolong Tea,炭焙乌龙=Charcoal Oolong Tea
    蜜香单丛=Honey Dancong Tea,熟茶饼=Ripe Tea Cake,生茶饼=Raw Tea Cake,陈年白茶饼=Aged White Tea Cake
    茉莉花茶=Jasmine Tea,桂花红茶=Osmanthus Black Tea,陈皮小青柑=Tangerine Pu-erh Tea,荷叶茶包=Lotus Leaf Tea Bags
    冷泡绿茶包=Cold Brew Tea Bags,大麦茶=Barley Tea,菊花茶=Chrysanthemum Tea,碎红茶=Broken Black Tea
    奶茶专用=for Milk Tea,青瓷杯=Celadon Cups,白瓷盖碗=White Lidded Bowl,紫砂壶=Clay Teapot,玻璃公道杯=Glass Pitcher
    茶滤=Tea Strainer,竹茶盘=Bamboo Tea Tray,飘逸壶=Brewing Pot,茶叶罐=Tea Caddy,品茗杯=Tasting Cup
    耐热煮茶壶=Heatproof Kettle,茶道六件=Tea Tool Set,保温杯=Vacuum Cup,茶巾=Tea Towel,干泡台=Dry Tea Table
    龙井礼盒=Longjing Gift Box,红茶礼盒=Black Tea Gift Box,白茶礼盒=White Tea Gift Box,坚果礼盒=Nut Gift Box
    糕点礼盒=Pastry Gift Box,月饼礼盒=Mooncake Gift Box,茶具礼盒=Tea Set Gift Box,粮油礼盒=Rice and Oil Gift Box
    茶叶礼盒=Tea Gift Box,空盒=empty,手提礼品袋=Gift Bag,棉麻围裙=Linen Apron,防滑拖鞋=Nonslip Slippers
    橡胶手套=Rubber Gloves,连体雨衣=Rain Suit,纯棉毛巾=Cotton Towel,竹筷=Bamboo Chopsticks,不锈钢汤勺=Steel Ladle
    保鲜盒=Food Box,保鲜膜=Cling Film,垃圾袋=Bin Bags,衣架=Hangers,塑料脸盆=Plastic Basin,平板拖把=Flat Mop
    棉线拖把=String Mop,扫把套装=Broom Set,百洁布=Scouring Pads,钢丝球=Steel Wool,晾衣夹=Clothes Pegs
    收纳箱=Storage Box,热水袋=Hot Water Bottle,折叠伞=Folding Umbrella,电蚊香液=Mosquito Refill,竹凉席=Bamboo Mat
    插线板=Power Strip,五号电池=AA Batteries,缝纫线盒=Sewing Thread Box,抽纸=Facial Tissue,卷纸=Toilet Rolls
    厨房纸=Kitchen Rolls,手帕纸=Pocket Tissues,擦手纸=Hand Towels,大盘纸=Jumbo Roll,湿巾=Wet Wipes
    餐巾纸=Paper Napkins,纸杯=Paper Cup,纸吸管=Paper Straw,一次性纸碗=Paper Bowl,牛皮纸袋=Kraft Bag
    收银纸=Till Roll,洗手液=Hand Soap,洗洁精=Dish Liquid,洗衣液=Laundry Liquid,洗衣皂=Laundry Soap
    洗衣粉=Washing Powder,洗发水=Shampoo,沐浴露=Shower Gel,香皂=Toilet Soap,牙膏=Toothpaste,牙刷=Toothbrush
    护手霜=Hand Cream,花露水=Florida Water,洁厕液=Toilet Cleaner,消毒液=Disinfectant,油污清洁剂=Degreaser
    山茶油=Camellia Oil,菜籽油=Rapeseed Oil,花生油=Peanut Oil,芝麻香油=Sesame Oil,酿造酱油=Brewed Soy Sauce
    老抽=Dark Soy Sauce,米醋=Rice Vinegar,料酒=Cooking Wine,蚝油=Oyster Sauce,黄豆酱=Soybean Paste
    豆瓣酱=Bean Paste,辣椒酱=Chilli Sauce,食用盐=Table Salt,白砂糖=White Sugar,冰糖=Rock Sugar,粳米=Rice
    小麦粉=Wheat Flour,挂面=Noodles,米粉干=Rice Noodles,干香菇=Dried Shiitake,紫菜=Laver,梅干菜=Dried Mustard
    黑木耳=Wood Ear,榨菜丝=Pickled Mustard,饮用水=Drinking Water,桂花酸梅饮=Plum Drink,绿茶饮料=Green Tea Drink
    乌龙茶饮料=Oolong Drink,柠檬红茶饮料=Lemon Tea Drink,橘子汽水=Orange Soda,苏打水=Soda Water,椰汁=Coconut Juice
    核桃露=Walnut Milk,豆奶=Soy Milk,杏仁露=Almond Milk,速溶咖啡=Instant Coffee,蜂蜜柚子茶=Honey Pomelo Tea
    米酿=Sweet Rice Wine,香瓜子=Sunflower Seeds,炒花生=Roasted Peanuts,山核桃仁=Hickory Nuts,开心果=Pistachios
    话梅=Preserved Plums,芝麻片=Sesame Crisps,绿豆糕=Mung Bean Cake,苏打饼干=Soda Crackers,水果硬糖=Fruit Drops
    牛轧糖=Nougat,海苔卷=Seaweed Rolls,笋干豆=Bamboo Shoot Beans,送货上楼=Delivery Upstairs,礼盒定制=Custom Gift Box
    代贴标签=Labelling,茶艺讲座=Tea Lesson,货架陈列=Shelf Display,夜间配送=Night Delivery,鲜花饼=Flower Pastry
    桂花糕=Osmanthus Cake,鲜榨橙汁=Fresh Orange Juice,酸奶=Yogurt
    """
)
KINDS = _words(
    """
    茶行=Tea House,茶庄=Tea Trading,茶叶店=Tea Shop,百货商店=General Store,超市=Supermarket,便利=Convenience Store
    批发部=Wholesale,副食店=Grocery,日用品商行=Household Goods,粮油店=Rice and Oil Shop,平价商场=Discount Store
    酒店=Hotel,贸易商行=Trading House
    """
)
OTHERS = _words(
    """
    茶叶=Tea,茶具=Tea Ware,礼盒=Gift Boxes,日用百货=Household,纸品=Paper,洗护=Care,粮油调味=Staples and Seasoning
    饮料=Drinks,休闲食品=Snacks,服务=Services,自营=Own,特级=Superior,一级=First Grade,口粮=Everyday,手工=Handmade
    素色=Plain,描金=Gilded,仿古=Antique,旅行=Travel,团圆=Reunion,如意=Fortune,商务=Business,家宴=Family
    经济装=Economy,加厚=Thick,家庭装=Family Pack,耐用=Durable,商用装=Trade Pack,原浆=Virgin Pulp,竹浆=Bamboo Pulp
    清爽=Fresh,温和=Mild,大瓶装=Large Bottle,补充装=Refill,家用=Home,餐饮装=Catering Pack,农家=Farm,头道=First Press
    无糖=Sugar Free,少糖=Less Sugar,果味=Fruity,整箱装=Full Carton,散称=Loose,小包装=Small Pack,分享装=Sharing Pack
    原味=Original,加急=Express,预约=Booked,罐=tin,盒=box,袋=bag,饼=cake,套=set,只=pc,把=pc,张=sheet,条=pc,双=pair
    件=pc,包=pack,卷=roll,瓶=bottle,板=card,提=pack,块=bar,支=pc,桶=drum,次=job,个=pc,场=session,杯=cup,箱=carton
    只装=pcs,罐装=tins,饼装=cakes,袋装=bags,枚装=pcs,双装=pairs,片装=pads,节装=cells,竹柄=bamboo,不锈钢=steel
    小号=small,中号=medium,大号=large,均码=one size,标准=standard,加宽=wide,软毛=soft,硬毛=hard,中毛=medium
    铁皮=tinplate,锡面=pewter,鸡翅木=wenge,竹=bamboo,一壶二杯=pot and 2 cups,一壶四杯=pot and 4 cups
    油米装=oil and rice,油酱装=oil and sauce,双罐=2 tins,四罐=4 tins,八骨=8 ribs,十骨=10 ribs,位=way,色=colours
    层=ply,抽=sheets,张=sheets,片=wipes,每次=each,每个=each,每张=each,每场=each,规格=spec,颜色=colour,尺码=size
    墨绿=dark green,米白=off-white,藏青=navy,灰=grey,棕=brown,靛蓝=indigo,蓝=blue,米=beige,粉=pink,黄=yellow
    绿=green,浅灰=light grey,豆绿=pea green,黑=black,酒红=wine red,号=line,金牌=Gold,银牌=Silver,普通=Standard
    公司送货=Own delivery,客户自提=Picked up by the customer,江埠快运=Jiangbu Express,四埭物流=Sidai Freight
    主仓=Main warehouse,期初库存=opening stock,月末抽盘=count at the end of the month,银行转账=bank transfer
    批量订单=orders,请补收货电话=please add a phone for the delivery,数量与合同不符=not the quantity of the contract
    请改要求到货日期=please change the requested date,客户改单重下=the customer ordered anew,重复下单=ordered twice
    客户取消=the customer cancelled,客户要求暂缓发货=the customer wants it later,地址待客户核实=address to be checked
    上月货款未到账=last month is not paid yet,口感发涩=bitter; not like the sample,规格发错=wrong size was sent
    离到期不足一个月=expires within a month,颜色与图片不符=not the colour of the picture,运输途中破损=broken on the way
    节后用不完=too much after the holidays,少了一盒=a box is missing,送来的规格不对=the wrong size came
    明天补发=it is sent again tomorrow,外箱压坏=the carton is crushed and leaks
    外包装破损=the carton is torn; the goods inside are fine
    """
)
_TOWNS = {word for town in (*HOME, *AWAY) for word in (town.city, *(name.rstrip("区") for name in town.districts))}
_CHINESE = re.compile(r"[\u4e00-\u9fff]+")
_ADDRESS = re.compile(r"(?:(?P<province>..省))?(?P<city>.+?)市(?P<district>.+?)区(?P<road>.+?)(?P<number>\d+)号\Z")
_ENDS = {"路": "Road", "街": "Street", "巷": "Lane", "弄": "Lane"}
_COMMENT = re.compile(r"[，,、].*")  # what is told beside a reason is part of its English


@cache
def _pattern() -> re.Pattern[str]:
    known = {*GOODS, *KINDS, *OTHERS, *_TOWNS, *WORDS}
    return re.compile("|".join(sorted(map(re.escape, known), key=len, reverse=True)))


def said(text: str) -> str:
    """A text of the practice company in English."""
    if text in OTHERS or (bare := _COMMENT.sub("", text)) not in OTHERS:
        return _CHINESE.sub(lambda run: _run(run, text), text).strip()
    return OTHERS[bare]


def _run(found: re.Match[str], whole: str) -> str:
    before = whole[: found.start()][-1:]
    words = " ".join(_each(found[0]))
    after = whole[found.end() :][:1]
    return f"{' ' if before.isalnum() else ''}{words}{' ' if after.isalnum() else ''}"


def _each(run: str) -> Iterable[str]:
    at = 0
    for known in _pattern().finditer(run):
        if known.start() > at:
            yield _pinyin(run[at : known.start()])
        word = known[0]
        yield GOODS.get(word) or KINDS.get(word) or OTHERS.get(word) or _pinyin(word)
        at = known.end()
    if at < len(run):
        yield _pinyin(run[at:])


def _pinyin(name: str) -> str:
    from pypinyin import lazy_pinyin

    return "".join(lazy_pinyin(name)).capitalize()


def person(name: str) -> str:
    """A person's name, the surname first."""
    return f"{_pinyin(name[:1])} {_pinyin(name[1:])}"


def _address(text: str) -> str:
    found = _ADDRESS.match(text)
    if not found:
        return said(text)
    road = f"{_pinyin(found['road'][:-1])} {_ENDS.get(found['road'][-1], 'Road')}"
    parts = [f"{found['number']} {road}", f"{_pinyin(found['district'])} District", _pinyin(found["city"])]
    return ", ".join([*parts, *([_pinyin(found["province"][:-1])] if found["province"] else ())])


def _product(row: ProductRow) -> ProductRow:
    attributes = {said(name): said(value) for name, value in row.attributes.items()}
    texts: dict[str, Any] = {
        name: said(getattr(row, name)) for name in ("name", "category", "brand", "unit", "pack_unit")
    }
    return replace(row, attributes=attributes, **texts)


def _customer(row: CustomerRow) -> CustomerRow:
    return replace(
        row,
        name=said(row.name),
        level=said(row.level),
        region=_pinyin(row.region),
        contact=person(row.contact),
        address=_address(row.address),
    )


def in_english(made: PracticeCompany) -> PracticeCompany:
    """The same company with English names; who orders what does not change."""
    return replace(
        made,
        name=NAME,
        levels=tuple(map(said, made.levels)),
        categories=tuple(replace(it, name=said(it.name)) for it in made.categories),
        products=tuple(map(_product, made.products)),
        customers=tuple(map(_customer, made.customers)),
        staff=tuple(replace(it, name=person(it.name)) for it in made.staff),
        say=said,
        model=made,
    )
