"""Tea, what it is made in, and what it is given away in. Every brand is invented."""

from ydh.practice.goods import PracticeProduct, PracticeShelf

TEA = PracticeShelf(
    "茶叶",
    "T",
    ("溪埠里", "雾垄坊", "三弯岭", "迟日山"),
    ("特级", "一级", "口粮", "手工"),
    (
        PracticeProduct("明前龙井", "罐", "50g/罐=98 100g/罐=168 250g/罐=320", 24, "spring"),
        PracticeProduct("雨前龙井", "罐", "100g/罐=86 250g/罐=180", 24, "spring"),
        PracticeProduct("明前白茶", "盒", "50g/盒=66 100g/盒=120", 40, "spring"),
        PracticeProduct("高山毛峰", "罐", "100g/罐=78 200g/罐=148", 24, "spring"),
        PracticeProduct("春芽绿茶", "袋", "250g/袋=58 500g/袋=108", 20, "spring"),
        PracticeProduct("头采云雾", "罐", "100g/罐=135 250g/罐=310", 24, "spring"),
        PracticeProduct("炒青", "袋", "500g/袋=46 1kg/袋=88", 20),
        PracticeProduct("抹茶粉", "袋", "50g/袋=36.5 100g/袋=66 500g/袋=288", 40),
        PracticeProduct("老树红茶", "罐", "100g/罐=68 250g/罐=158", 24),
        PracticeProduct("小种红茶", "盒", "50g/盒=45 125g/盒=98", 30),
        PracticeProduct("清香乌龙", "盒", "126g/盒=72 252g/盒=138", 24),
        PracticeProduct("炭焙乌龙", "罐", "150g/罐=96 300g/罐=182", 24),
        PracticeProduct("蜜香单丛", "罐", "100g/罐=128 250g/罐=296", 24),
        PracticeProduct("熟茶饼", "饼", "100g/饼=42 357g/饼=128", 28),
        PracticeProduct("生茶饼", "饼", "200g/饼=88 357g/饼=166", 28),
        PracticeProduct("陈年白茶饼", "饼", "300g/饼=198 350g/饼=228", 28),
        PracticeProduct("茉莉花茶", "罐", "100g/罐=52 250g/罐=118", 24),
        PracticeProduct("桂花红茶", "罐", "75g/罐=49 150g/罐=89", 24, "festival"),
        PracticeProduct("陈皮小青柑", "罐", "120g/罐=76 250g/罐=148", 20),
        PracticeProduct("荷叶茶包", "盒", "20包/盒=18.8 40包/盒=34", 48, "summer"),
        PracticeProduct("冷泡绿茶包", "盒", "15包/盒=22 30包/盒=39.5", 48, "summer"),
        PracticeProduct("大麦茶", "袋", "250g/袋=9.9 1kg/袋=33", 30, "summer"),
        PracticeProduct("菊花茶", "罐", "50g/罐=32 100g/罐=58", 30, "summer"),
        PracticeProduct("碎红茶 奶茶专用", "袋", "500g/袋=29 1kg/袋=55", 20),
    ),
)

WARE = PracticeShelf(
    "茶具",
    "W",
    ("泥火间", "青皿集", "拙手窑", "半瓢间"),
    ("素色", "描金", "仿古", "旅行"),
    (
        PracticeProduct("青瓷杯", "套", "2只装=43.5 4只装=79 6只装=112", 16),
        PracticeProduct("白瓷盖碗", "只", "120ml=26 150ml=29.5", 36),
        PracticeProduct("紫砂壶", "把", "180ml=228 240ml=266", 6),
        PracticeProduct("玻璃公道杯", "只", "250ml=16.5 350ml=19.8", 48),
        PracticeProduct("茶滤", "只", "竹柄=6.8 不锈钢=9.5", 100),
        PracticeProduct("竹茶盘", "张", "小号=68 中号=98 大号=148", 6),
        PracticeProduct("飘逸壶", "把", "500ml=39 750ml=48", 24),
        PracticeProduct("茶叶罐", "只", "铁皮 100g=4.2 锡面 250g=28", 60),
        PracticeProduct("品茗杯", "只", "30ml=8.5 50ml=9.9", 72),
        PracticeProduct("耐热煮茶壶", "把", "600ml=86 1L=108", 12),
        PracticeProduct("茶道六件", "套", "鸡翅木=45 竹=26", 24),
        PracticeProduct("保温杯", "只", "350ml=42 500ml=52", 24, "", "墨绿 米白 藏青", "350ml 500ml"),
        PracticeProduct("茶巾", "条", "30x30cm=3.6", 120, "", "灰 棕 靛蓝", "小号 大号"),
        PracticeProduct("干泡台", "张", "30cm=58 45cm=79", 8),
    ),
)

GIFT = PracticeShelf(
    "礼盒",
    "G",
    ("溪埠里", "礼到桥", "三弯岭"),
    ("团圆", "如意", "商务", "家宴"),
    (
        PracticeProduct("龙井礼盒", "盒", "2罐装=258 4罐装=488", 8, "festival"),
        PracticeProduct("红茶礼盒", "盒", "2罐装=198 3罐装=286", 8, "festival"),
        PracticeProduct("白茶礼盒", "盒", "2饼装=368", 8, "festival"),
        PracticeProduct("坚果礼盒", "盒", "8袋装=88 12袋装=128", 6, "festival"),
        PracticeProduct("糕点礼盒", "盒", "12枚装=66 18枚装=92", 6, "festival"),
        PracticeProduct("月饼礼盒", "盒", "6枚装=98 8枚装=138", 6, "festival"),
        PracticeProduct("茶具礼盒", "盒", "一壶二杯=168 一壶四杯=228", 4, "festival"),
        PracticeProduct("粮油礼盒", "盒", "油米装=118 油酱装=96", 4, "festival"),
        PracticeProduct("茶叶礼盒 空盒", "只", "双罐=12.5 四罐=18", 50, "festival"),
        PracticeProduct("手提礼品袋", "只", "中号=1.85 大号=2.4", 200, "festival"),
    ),
)
