"""Valid TOML that uses every feature of the language, by name; written for the scanner, whose oracle is tomllib."""

VALID = {
    "empty": "",
    "only white space": "  \n\t\n",
    "only a comment": "# nothing\n",
    "no newline at the end": "a = 1",
    "comment without newline at the end": "a = 1 # x",
    "bare keys": "a = 1\nB-2 = 2\n_ = 3\n1234 = 4\n-- = 5\n",
    "quoted keys": '"a b" = 1\n\'c "d"\' = 2\n"é" = 3\n"" = 4\n\'z\' . x = 5\n',
    "escaped quoted keys": '"a\\"b" = 1\n"tab\\tx" = 2\n"\\u00e9\\U0001F600" = 3\n"back\\\\slash" = 4\n',
    "dots in quoted keys": '"a.b" = 1\na."c.d".e = 2\n',
    "dotted keys": 'a.b.c = 1\na.b.d = 2\na . e = 3\na\t.\tf . "g" = 4\n',
    "numbers as dotted keys": "3.14159 = 1\n1.2 = 2\n",
    "odd spacing": "  a=1\n\tb\t=\t2\t\n c = 3  # x\n",
    "basic strings": 'a = ""\nb = "x # y"\nc = "\\"quoted\\" \\\\ \\n \\u00e9"\nd = "]"\n',
    "literal strings": "a = ''\nb = 'C:\\path # no comment'\nc = '\"'\n",
    "multi-line strings": 'a = """x"""\nb = """\ny # no\nz = 1\n"""\nc = """a\\"""b"""\nd = """two ""quotes"" in"""\n',
    "quotes at the ends of long strings": 'a = """x\\\\"""\nb = """x""""\nc = """x"""""\nd = """"x"""\ne = """""x"""\n',
    "trimmed line ends": 'a = """\\\n  x \\\n\n  y\\\n"""\n',
    "multi-line literal strings": "a = '''x'''\nb = '''\ny # no\n'''\nc = ''''x'''\nd = '''x'''''\ne = '''\\'''\n",
    "empty multi-line strings": "a = \"\"\"\"\"\"\nb = ''''''\nc = 1\n",
    "integers": "a = 0\nb = +1\nc = -17\nd = 1_000\ne = 0xDEAD_beef\nf = 0o755\ng = 0b1101\n",
    "floats": "a = 3.14\nb = -0.01\nc = 5e+22\nd = 6.6e-34\ne = inf\nf = -inf\ng = nan\nh = 1_0.2_5\n",
    "booleans": "a = true\nb = false\n",
    "dates and times": (
        "a = 1979-05-27T07:32:00Z\nb = 1979-05-27 07:32:00.5-07:00\nc = 1979-05-27T07:32:00\nd = 1979-05-27\n"
        "e = 07:32:00\nf = 00:32:00.999999\ng = 1979-05-27 07:32:00 # c\nh = [1979-05-27 07:32:00z, 1979-05-28]\n"
    ),
    "lists": 'a = []\nb = [1, 2]\nc = ["x", "y",]\nd = [ [1], [ "a", [] ] ]\ne = [1, "x", 2.0, true]\n',
    "lists over lines": "a = [\n  1,\n  2\n]\n"
    'b = [ # opening\n  # above\n  "x", # trailing\n\n  "y" # last\n  , # odd\n  # end\n]\n',
    "brackets in strings in lists": 'a = ["]", "[", "#", \'}\', """\n]\n""", \'\'\'\n#\'\'\']\n',
    "inline tables": 'a = {}\nb = { x = 1, y = "z" }\nc = {d.e = 1, d.f = 2}\ng = { "h i" = [ { j = 1 }, {k = 2} ] }\n',
    "comments in lists in inline tables": "a = { b = [ # one\n 1, # two\n 2 ], c = 3 } # three\n",
    "tables": "[a]\nb = 1\n[c]\n[d.e]\nf = 2\n[ g . \"h i\" . 'j' ]\nk = 3\n",
    "super-tables later": "[x.y.z.w]\na = 1\n[x]\nb = 2\n[x.y]\nc = 3\n",
    "dotted keys in tables": "[a]\nb.c = 1\nb.d.e = 2\n[a.f]\ng = 3\n",
    "arrays of tables": "[[a]]\nx = 1\n[[a]]\n[[a]]\ny = 2\n[b]\nz = 3\n",
    "nested arrays of tables": (
        "[[fruit]]\nname = 'apple'\n[fruit.physical]\ncolor = 'red'\n[[fruit.variety]]\nname = 'red delicious'\n"
        "[[fruit.variety]]\nname = 'granny smith'\n[fruit.variety.origin]\nland = 'au'\n"
        "[[fruit]]\nname = 'banana'\n[[fruit.variety]]\nname = 'plantain'\n"
    ),
    "arrays of tables in tables": "[a.b]\n[[a.b.c]]\nd = 1\n[[a.b.c]]\n[a.b.c.e]\nf = 2\n",
    "header comments": "# file\n\n# above a\n[a] # trailing\nb = 1 # of b\n# end of a\n\n[[c]] # of c\n  # inner\n",
    "crlf": 'a = 1\r\n# c\r\n[b]\r\nc = """\r\nx\r\n"""\r\nd = [\r\n  1, # x\r\n  2,\r\n]\r\n',
    "unicode": 'a = "日本語 🎉 é"\n"ключ" = 1\n# комментарий\n["таблица"]\n',
    "empty table then end": "[a]\n",
    "equals and brackets everywhere": 'a = "[x] = 1"\nb = \'[[y]]\'\nc = """\n[z]\nd = 1\n# e\n"""\n[f]\n',
}

COMMENTS = {
    "only a comment": ["# nothing"],
    "comment without newline at the end": ["# x"],
    "odd spacing": ["# x"],
    "dates and times": ["# c"],
    "lists over lines": ["# opening", "# above", "# trailing", "# last", "# odd", "# end"],
    "comments in lists in inline tables": ["# one", "# two", "# three"],
    "header comments": ["# file", "# above a", "# trailing", "# of b", "# end of a", "# of c", "# inner"],
    "crlf": ["# c", "# x"],
    "unicode": ["# комментарий"],
}
"""The comments of those texts that have any."""
