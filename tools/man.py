"""Turns a program's help, as JSON on standard input, into man pages.

Arguments: language (en, vi), version, folder. The JSON is what swift-argument-parser prints for
--experimental-dump-help. The same help gives the same bytes.
"""

import json
import pathlib
import sys

WORDS = {
    "en": {
        "name": "NAME", "synopsis": "SYNOPSIS", "description": "DESCRIPTION",
        "examples": "EXAMPLES", "commands": "COMMANDS", "arguments": "ARGUMENTS",
        "options": "OPTIONS", "exit": "EXIT STATUS", "environment": "ENVIRONMENT",
        "see": "SEE ALSO", "title": "hoso manual",
        "codes": [
            ("0", "done"), ("64", "usage"), ("65", "bad data"), ("66", "no such input"),
            ("69", "unavailable"), ("73", "cannot create"), ("74", "input or output failed"),
            ("75", "try again"), ("77", "not permitted"),
        ],
        "variables": [
            ("HOSO_LEDGER", "The ledger's folder, unless --ledger names one."),
            ("HOSO_OFFICE", "The post office of scans, unless --office names one."),
            ("HOSO_ACTOR", "The staff number of scans, unless --actor names one."),
            ("HOSO_CODES", "A folder with tables of codes that come before the ledger's."),
            ("HOSO_LANG", "The language people are spoken to in: vi (default) or en."),
            ("HOSO_ALLOW_EGRESS", "Networks that may be called, beside those of --allow-egress."),
            ("HOSO_KEY", "The key of webhook listen."),
            ("HOSO_WEBHOOK_SECRET", "Secrets and keys that webhooks are signed and verified with."),
            ("NO_COLOR", "If set, output has no colours."),
        ],
    },
    "vi": {
        "name": "TÊN", "synopsis": "CÚ PHÁP", "description": "MÔ TẢ", "examples": "VÍ DỤ",
        "commands": "LỆNH", "arguments": "THAM SỐ", "options": "TUỲ CHỌN", "exit": "MÃ THOÁT",
        "environment": "BIẾN MÔI TRƯỜNG", "see": "XEM THÊM", "title": "Tài liệu hoso",
        "codes": [
            ("0", "xong"), ("64", "gõ lệnh sai"), ("65", "dữ liệu sai"),
            ("66", "không có đầu vào"), ("69", "không dùng được"), ("73", "không tạo được"),
            ("74", "lỗi đọc hoặc ghi"), ("75", "hãy thử lại"), ("77", "không được phép"),
        ],
        "variables": [
            ("HOSO_LEDGER", "Thư mục sổ cái, khi không có --ledger."),
            ("HOSO_OFFICE", "Bưu cục khi quét, khi không có --office."),
            ("HOSO_ACTOR", "Số hiệu nhân viên khi quét, khi không có --actor."),
            ("HOSO_CODES", "Thư mục bảng mã được dùng trước bảng của sổ cái."),
            ("HOSO_LANG", "Ngôn ngữ: vi (mặc định) hoặc en."),
            ("HOSO_ALLOW_EGRESS", "Mạng được phép gọi, thêm vào --allow-egress."),
            ("HOSO_KEY", "Khoá của webhook listen."),
            ("HOSO_WEBHOOK_SECRET", "Bí mật và khoá để ký, kiểm tra chữ ký thông báo."),
            ("NO_COLOR", "Nếu đặt thì không dùng màu."),
        ],
    },
}
# What starts the part of a help text that holds its examples.
EXAMPLES = {"Examples:", "Example:", "Ví dụ:"}


def roff(text):
    """Text that roff prints as it is."""
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return "\\&" + text if text[:1] in (".", "'") else text


def bold(text):
    return f"\\fB{roff(text)}\\fR"


def placeholder(argument):
    return f"\\fI{roff(argument['valueName'])}\\fR"


def heading(argument):
    """The names of an option, or the place of an argument, as a page shows them."""
    if argument["kind"] == "positional":
        return placeholder(argument)
    names = [
        ("--" if name["kind"] == "long" else "-") + name["name"] for name in argument["names"]
    ]
    names.sort(key=len)
    text = ", ".join(bold(name) for name in names)
    return text if argument["kind"] == "flag" else f"{text} {placeholder(argument)}"


def synopsis(path, command):
    words = [bold(" ".join(path))]
    shown = [argument for argument in command.get("arguments", []) if argument["shouldDisplay"]]
    if any(argument["kind"] != "positional" for argument in shown):
        words.append("[\\fIoptions\\fR]")
    for argument in shown:
        if argument["kind"] == "positional":
            word = placeholder(argument) + ("..." if argument["isRepeating"] else "")
            words.append(f"[{word}]" if argument["isOptional"] else word)
    if subcommands(command):
        words.append("\\fIcommand\\fR ...")
    return " ".join(words)


def subcommands(command):
    return [
        sub for sub in command.get("subcommands", [])
        if sub["shouldDisplay"] and sub["commandName"] != "help"
    ]


def paragraphs(lines):
    """Running text; lines that are set in stay as they are."""
    page = []
    is_set_in = False
    for line in lines:
        starts_set_in = line.startswith("  ")
        if starts_set_in != is_set_in:
            page.append(".RS 4\n.nf" if starts_set_in else ".fi\n.RE")
            is_set_in = starts_set_in
        if line:
            page.append(roff(line.strip() if is_set_in else line))
        elif page:
            page.append(".PP")
    if is_set_in:
        page.append(".fi\n.RE")
    while page and page[-1] == ".PP":
        page.pop()
    return page


def listed(items):
    return [line for head, text in items for line in (".TP", head, roff(text))]


def page(path, command, words, version):
    lines = command.get("discussion", "").split("\n")
    start = next((i for i, line in enumerate(lines) if line in EXAMPLES), len(lines))
    name = "-".join(path)
    text = [
        f'.TH "{name.upper()}" 1 "" "hoso {version}" "{words["title"]}"',
        f'.SH {words["name"]}',
        f'{roff(name)} \\- {roff(command["abstract"].rstrip("."))}',
        f'.SH {words["synopsis"]}',
        synopsis(path, command),
    ]
    if any(lines[:start]):
        text += [f'.SH {words["description"]}'] + paragraphs(lines[:start])
    shown = [argument for argument in command.get("arguments", []) if argument["shouldDisplay"]]
    for title, is_positional in (("arguments", True), ("options", False)):
        some = [a for a in shown if (a["kind"] == "positional") == is_positional]
        if some:
            items = [(heading(a), a.get("abstract", "")) for a in some]
            text += [f".SH {words[title]}"] + listed(items)
    if subcommands(command):
        items = [
            (bold(" ".join(path[1:] + [sub["commandName"]])), sub["abstract"])
            for sub in subcommands(command)
        ]
        text += [f'.SH {words["commands"]}'] + listed(items)
    if lines[start + 1:]:
        text += [f'.SH {words["examples"]}'] + paragraphs(lines[start + 1:])
    if len(path) == 1:
        text += [f'.SH {words["exit"]}'] + listed(words["codes"])
        text += [f'.SH {words["environment"]}']
        text += listed((bold(name), text) for name, text in words["variables"])
    others = [path + [sub["commandName"]] for sub in subcommands(command)]
    others = ([path[:-1]] if len(path) > 1 else []) + others
    text += [f'.SH {words["see"]}', ", ".join(bold("-".join(other)) + "(1)" for other in others)]
    return "\n".join(text) + "\n"


def write(path, command, words, version, folder):
    text = page(path, command, words, version)
    (folder / ("-".join(path) + ".1")).write_text(text, encoding="utf-8")
    for sub in subcommands(command):
        write(path + [sub["commandName"]], sub, words, version, folder)


def main():
    language, version, folder = sys.argv[1:]
    pages = pathlib.Path(folder)
    pages.mkdir(parents=True, exist_ok=True)
    command = json.load(sys.stdin)["command"]
    write([command["commandName"]], command, WORDS[language], version, pages)


main()
