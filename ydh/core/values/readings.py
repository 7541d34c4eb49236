"""Characters that stand in names under more readings than one, and the first letters of those readings.

Surnames, places and words of the trade: who types the initials of a name types the reading that he says, and a
dictionary of common words does not know which (大兴茶行 is dxch, the surname 单 is s, the place 番禺 py). Characters
of which all readings begin with one letter are left out. Source: how such names are said.
"""

from functools import lru_cache

_TABLE = """
阿ae 便bp 刨bp 卜bp 堡bp 泊bp 膀bp 辟bp 陂bp 澄cd 车cj 乘cs 伺cs 匙cs 参cs 禅cs 谌cs 畜cx 臭cx 传cz
幢cz 晁cz 朝cz 枞cz 查cz 椎cz 藏cz 褚cz 重cz 长cz 单ds 弹dt 洞dt 调dt 番fp 繁fp 蕃fp 桧gh 蛤gh 镐gh 给gj
龟gjq 咖gk 咯gkl 莞gw 谷gy 珲hc 合hg 红hg 颌hg 鹄hg 虹hj 会hk 浒hx 句jg 夹jg 芥jg 贾jg 颈jg 稽jq 茄jq
解jx 降jx 筠jy 祭jz 卡kq 壳kq 泷ls 率ls 漯lt 乐ly 栎ly 蜡lz 泌mb 秘mb 宓mf 蔓mw 鸟nd 弄nl 尿ns 粘nz
埔pb 瀑pb 脯pf 仇qc 炔qg 圈qj 奇qj 强qj 区qo 俟qs 栖qx 茜qx 铅qy 瀼rn 晟sc 盛sc 石sd 适sk 渑sm 葚sr
宿sx 歙sx 省sx 莘sx 食sy 属sz 椹sz 侗td 囤td 提td 沓td 驮td 覃tq 陶ty 僮tz 屯tz 涡wg 万wm 圩wx 尉wy
尾wy 蔚wy 郗xc 呷xg 吓xh 巷xh 戏xh 行xh 郇xh 校xj 系xj 颉xj 纤xq 吁xy 荥xy 腌ya 员yw 熨yw 叶yx 窨yx
轧yz 曾zc 种zc 酢zc 翟zd 召zs 折zs
"""


@lru_cache(maxsize=1)
def readings() -> dict[str, str]:
    """By character: the first letters of its readings, where they are several."""
    return {entry[0]: entry[1:] for entry in _TABLE.split()}
