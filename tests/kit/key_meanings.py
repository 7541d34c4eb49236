"""What each letter means, wherever it is a key, for staff and customers alike: the law of docs/keys.md.

A letter that is given to an act which is not of its meaning fails the test; a new act takes the letter of what it is.
"""

from typing import NamedTuple


class Meaning(NamedTuple):
    """A letter's meaning in English and Chinese, and the acts (as they are marked) that it does."""

    en: str
    zh: str
    acts: frozenset[str]


def _m(en: str, zh: str, *acts: str) -> Meaning:
    return Meaning(en, zh, frozenset(acts))


ADDED = (
    "add staff", "add a warehouse", "add a customer", "add a price level", "add a carrier", "add a role",
    "add a supplier", "add a product", "add an address", "set a code", "new token",
)  # fmt: skip
BEGUN = (
    "approve", "receipt confirmation", "return dispatch", "pick or check", "take goods in", "settle", "import a file",
    "write a stock paper", "write a purchase paper", "begin a stocktake", "found beyond the sheet", "seal",
    "take goods back without an order", "to the home screen", "go to the next one", "check again",
    "take in line by line",
)  # fmt: skip
MEANINGS = {
    "a": _m("what the place is for: approve, begin, add", "办：通过、开始、新增", *ADDED, *BEGUN),
    "A": _m("say whose it is", "归谁：分派、负责人", "assign", "whose customer"),
    "b": _m("a box more", "加一箱", "one box"),
    "B": _m("give goods back", "退货", "give goods back"),
    "c": _m("the cart, the lines of the order", "购物车、订单明细", "cart", "lines"),
    "C": _m(
        "confirm what was looked at or counted",
        "确认：核对、盘点、过账",
        *(
            "confirm",
            "count",
            "post the differences",
            "verify",
            "check the whole journal too",
            "record as assessed",
            "check the file",
            "import it",
            "finish it",
        ),
    ),
    "d": _m("take out again", "取出", "take out", "take an agreed price away"),
    "e": _m("write to a file", "导出成文件", "export", "write the refused rows", "fetch", "sheet as a file"),
    "E": _m(
        "change",
        "修改",
        *("edit", "change", "rename", "correct", "correct the expiry", "other lines", "priority", "match the columns"),
    ),
    "f": _m("narrow the list", "筛选", "filter", "choose the days"),
    "F": _m("what to do where goods are short", "缺货时怎么办", "the customer's answer", "if goods are short"),
    "g": _m("to the first", "到最前", "first row", "top"),
    "G": _m("to the last", "到最后", "last row", "end"),
    "h": _m("hold", "挂起、冻结", "hold", "block"),
    "H": _m("report a problem", "报告问题", "report a problem"),
    "i": _m("more about it", "详情", "about the item", "tokens of scripts", "columns of a file", "seals"),
    "I": _m("codes of an item", "商品的编码", "own item codes", "add a further code"),
    "j": _m("down", "下移", "down"),
    "J": _m("details down", "明细下滚", "details down"),
    "k": _m("up", "上移", "up"),
    "K": _m("details up", "明细上滚", "details up"),
    "l": _m("release a hold", "放行、解冻", "release hold", "unblock"),
    "L": _m("how and where it is kept", "怎么存放：储运、上下限、货位", "how it is kept", "limits and shelf"),
    "m": _m("prices", "价格", "set price", "set price level", "price changes", "take the new prices"),
    "M": _m("approve in another way", "换一种方式通过", "approve and say more", "release what is there"),
    "n": _m("write a note", "记一笔", "note", "write to the company", "say where it is"),
    "N": _m("a new password or token", "新密码、新令牌", "reset password", "change the password", "new token"),
    "o": _m(
        "what belongs to it",
        "相关的",
        "orders",
        "addresses",
        "roles",
        "set roles",
        "all about this",
        "what is missing for a history",
    ),
    "O": _m("put it first", "排到最前", "move to the front", "make it the main one"),
    "p": _m(
        "a part, line by line",
        "部分、逐行",
        *("release a part", "allow a part", "pay back less", "send a part"),
    ),
    "P": _m("print", "打印", "print"),
    "q": _m("many at once, ready-made", "成批、现成的", "paste", "add a ready-made role", "counts from a file"),
    "Q": _m("ask to cancel", "申请取消", "ask to cancel"),
    "r": _m("send back", "退回", "send back"),
    "R": _m("order again", "再来一单", "last order again", "order it again"),
    "s": _m("another order of the rows", "排序", "sort"),
    "S": _m("submit", "提交", "submit", "save the order"),
    "t": _m("stop using", "停用", "retire", "switch off"),
    "T": _m("use again", "恢复使用", "restore", "list again", "open again", "switch on", "use again"),
    "u": _m("take back what was given", "收回", "unrelease", "take a further code away", "take permissions"),
    "U": _m("give an account or rights", "开通：账号、权限", "open an account", "give permissions"),
    "v": _m("mark a range", "选中一段", "mark a range"),
    "V": _m("another item", "另一种规格或商品", "another item", "add an item", "new item"),
    "w": _m("withdraw", "撤回", "withdraw"),
    "W": _m("who may what, and why", "谁能做什么、为什么", "why can't I?", "access review"),
    "x": _m("strike off", "销掉：驳回、缺货结案、报损", "reject", "close short", "write off"),
    "X": _m(
        "take away for good",
        "作废、删除",
        *("void", "give it up", "take it back", "delete", "end the token", "remove", "delete the draft"),
        *("empty the cart", "forget it", "take away"),
    ),
    "y": _m("copy", "复制", "copy"),
    "Y": _m("the customer's yes", "客户确认", "the customer's yes", "say yes to it"),
    "z": _m("undo", "撤销", "undo"),
    "Z": _m("erase personal values", "清除个人信息", "erase personal values"),
}
CODES = "D"  # what a number begins with is no key: scanned, it is a code
