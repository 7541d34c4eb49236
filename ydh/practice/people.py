"""Who works and who buys: names of people and of shops. Every shop is invented."""

from ydh.practice.rows import StaffRow


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


STAFF = (
    StaffRow("zhangsan", "张三", ("order_reviewer", "business_manager")),
    StaffRow("lisi", "李四", ("outbound_reviewer",)),
    StaffRow("wangwu", "王五", ("finance_reviewer",)),
    StaffRow("zhaoliu", "赵六", ("order_reviewer",)),
    StaffRow("sunqi", "孙七", ("shipping_clerk",)),
    StaffRow("zhouba", "周八", ("outbound_reviewer", "shipping_clerk")),
    StaffRow("wujiu", "吴九", ("system_admin",)),
    StaffRow("zhengshi", "郑十", ("business_manager",)),
)

# those who may order for a customer
SALES = tuple(s.login for s in STAFF if {"order_reviewer", "business_manager"} & set(s.roles))

SURNAMES = tuple(
    "陈林黄周吴徐孙马朱胡郭何高罗郑梁谢宋唐许韩冯邓曹彭曾萧田董潘袁蔡蒋余于杜叶程魏苏吕丁任沈姚卢姜"
    "崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
GIVEN = _words(
    "建国 秀英 志强 桂兰 文斌 丽娟 海燕 国庆 晓东 美玲 永康 春梅 家明 雪芬 立新 红霞 少华 玉珍 学军 小芳 "
    "德胜 巧云 伟民 慧敏 长青 素琴 广林 爱萍 振宇 月华 思远 佳怡 子轩 雨桐 浩然 欣妍 启航 静雯 承业 若兰"
)

# what a shop calls itself, and what it is; tea shops buy tea before all else
WORDS = _words("禾和 顺来 众邻 福埠 巷口 新集 三喜 同心桥 老码头 南门头 万家灶 长亭 小满记 丰收里 近水 便民角")
TEA_KINDS = ("茶行", "茶庄", "茶叶店")
KINDS = (
    *TEA_KINDS,
    "百货商店",
    "超市",
    "便利",
    "批发部",
    "副食店",
    "日用品商行",
    "粮油店",
    "平价商场",
    "酒店",
    "贸易商行",
)
