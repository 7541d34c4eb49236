"""What is eaten and drunk, and the services that go with it. Every brand is invented."""

from ydh.practice.goods import PracticeProduct, PracticeShelf

FOOD = PracticeShelf(
    "粮油调味",
    "F",
    ("晒场边", "榨坊弄", "满囤岭", "灶台湾"),
    ("家用", "餐饮装", "农家", "头道"),
    (
        PracticeProduct("山茶油", "桶", "1.8L=139 5L=368", 6, "festival"),
        PracticeProduct("菜籽油", "桶", "1.8L=32 5L=79.8", 4),
        PracticeProduct("花生油", "桶", "1.8L=46 5L=118", 4),
        PracticeProduct("芝麻香油", "瓶", "220ml=16.8 450ml=29.5", 20),
        PracticeProduct("酿造酱油", "瓶", "500ml=8.8 1.28L=15.6", 12),
        PracticeProduct("老抽", "瓶", "500ml=7.6 1.6L=18.2", 12),
        PracticeProduct("米醋", "瓶", "500ml=5.9 1.75L=14.2", 12),
        PracticeProduct("料酒", "瓶", "500ml=6.2 1.75L=15.2", 12),
        PracticeProduct("蚝油", "瓶", "510g=7.4 700g=9.6", 12),
        PracticeProduct("黄豆酱", "瓶", "340g=8.2 800g=14.8", 12),
        PracticeProduct("豆瓣酱", "瓶", "300g=7.8 1kg=18.6", 12),
        PracticeProduct("辣椒酱", "瓶", "210g=8.9 280g=10.8", 24),
        PracticeProduct("食用盐", "袋", "400g=1.55 500g=1.9", 60),
        PracticeProduct("白砂糖", "袋", "454g=4.8 1kg=9.4", 20),
        PracticeProduct("冰糖", "袋", "400g=6.3 1kg=13.8", 20),
        PracticeProduct("粳米", "袋", "5kg=29.8 10kg=56 25kg=132", 4),
        PracticeProduct("小麦粉", "袋", "2.5kg=14.2 5kg=26.5 25kg=108", 4),
        PracticeProduct("挂面", "把", "500g=4.3 1kg=7.9", 24),
        PracticeProduct("米粉干", "袋", "400g=6.6 2.5kg=34", 20),
        PracticeProduct("干香菇", "袋", "100g=16.5 250g=38", 30, "festival"),
        PracticeProduct("紫菜", "袋", "50g=7.2 100g=13.2", 40),
        PracticeProduct("梅干菜", "袋", "200g=9.5 500g=19.8", 30),
        PracticeProduct("黑木耳", "袋", "100g=14.8 250g=33.5", 30, "festival"),
        PracticeProduct("榨菜丝", "袋", "80g=1.45 150g=2.3", 100),
    ),
)

DRINK = PracticeShelf(
    "饮料",
    "D",
    ("井台凉", "汽笛弯", "橘埠头"),
    ("无糖", "少糖", "果味", "整箱装"),
    (
        PracticeProduct("饮用水", "瓶", "380ml=0.95 550ml=1.1 1.5L=2.2", 24, "summer"),
        PracticeProduct("桂花酸梅饮", "瓶", "330ml=4.2 1L=9.6", 24, "summer"),
        PracticeProduct("绿茶饮料", "瓶", "500ml=2.65 1L=4.1", 15, "summer"),
        PracticeProduct("乌龙茶饮料", "瓶", "500ml=3.1", 15, "summer"),
        PracticeProduct("柠檬红茶饮料", "瓶", "500ml=2.6 1L=4", 15, "summer"),
        PracticeProduct("橘子汽水", "瓶", "275ml=2.9 330ml=2.45", 24, "summer"),
        PracticeProduct("苏打水", "瓶", "350ml=2.2 500ml=2.9", 24),
        PracticeProduct("椰汁", "罐", "245ml=3.3 1L=10.8", 24, "festival"),
        PracticeProduct("核桃露", "罐", "240ml=3.4", 20, "festival"),
        PracticeProduct("豆奶", "盒", "250ml=2.05", 24),
        PracticeProduct("杏仁露", "罐", "240ml=3.2", 20, "festival"),
        PracticeProduct("速溶咖啡", "盒", "15条=19.8 30条=36.5", 24),
        PracticeProduct("蜂蜜柚子茶", "瓶", "500g=21.5 1kg=38", 12),
        PracticeProduct("米酿", "瓶", "500ml=12.8 1L=22", 12, "festival"),
    ),
)

SNACK = PracticeShelf(
    "休闲食品",
    "N",
    ("嗑得响", "炒货弄", "糖纸桥"),
    ("散称", "小包装", "分享装", "原味"),
    (
        PracticeProduct("香瓜子", "袋", "160g=6.2 500g=16.8", 30, "festival"),
        PracticeProduct("炒花生", "袋", "200g=5.8 500g=13.2", 30, "festival"),
        PracticeProduct("山核桃仁", "罐", "120g=39 250g=76", 24, "festival"),
        PracticeProduct("开心果", "袋", "150g=22.8 500g=68", 20, "festival"),
        PracticeProduct("话梅", "袋", "100g=6.9 250g=14.8", 40),
        PracticeProduct("芝麻片", "盒", "200g=13.5", 24),
        PracticeProduct("绿豆糕", "盒", "180g=11.2 360g=20.5", 24, "summer"),
        PracticeProduct("苏打饼干", "袋", "200g=5.4 400g=9.9", 30),
        PracticeProduct("水果硬糖", "袋", "250g=7.8 1kg=26", 24, "festival"),
        PracticeProduct("牛轧糖", "袋", "200g=12.6 500g=28", 24, "festival"),
        PracticeProduct("海苔卷", "罐", "60g=9.8 120g=17.5", 36),
        PracticeProduct("笋干豆", "袋", "150g=8.6 500g=24.5", 30),
    ),
)

SERVICES = PracticeShelf(
    "服务",
    "S",
    ("自营",),
    ("加急", "预约"),
    (
        PracticeProduct("送货上楼", "次", "每次=30", 1),
        PracticeProduct("礼盒定制", "个", "每个=12", 1),
        PracticeProduct("代贴标签", "张", "每张=0.15", 1),
        PracticeProduct("茶艺讲座", "场", "每场=800", 1),
        PracticeProduct("货架陈列", "次", "每次=150", 1),
        PracticeProduct("夜间配送", "次", "每次=60", 1),
    ),
)
