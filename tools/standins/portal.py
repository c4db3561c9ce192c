"""A stand-in of the national public-service portal (Cổng Dịch vụ công quốc gia) on loopback.

Called by tools/portal. Takes `DongBoHoSoMC` and `CapNhatTienDoHoSoMC` as portals of agencies send
them, keeps each dossier's state, and answers `{"error_code": …}` with HTTP 200, as the portal does.
Made from what clients of the real one send; the real one may know more rules. Standard library
only. See docs/agencies.md.
"""

import argparse
import json
import re
import threading

import loopback

# What a dossier may become next; numbers as on the portal, 1 newly registered to 10 returned.
MOVES = {
    1: {2, 3, 7},
    2: {4, 5, 6, 7, 8, 9},
    3: set(),
    4: {5, 6, 7, 8, 9},
    5: {2, 4, 7, 8},
    6: {4, 7, 8},
    7: set(),
    8: {4},
    9: {10},
    10: set(),
}
NAMES = {
    1: "Mới đăng ký", 2: "Được tiếp nhận", 3: "Không được tiếp nhận", 4: "Đang xử lý",
    5: "Yêu cầu bổ sung giấy tờ", 6: "Yêu cầu thực hiện nghĩa vụ tài chính",
    7: "Công dân yêu cầu rút hồ sơ", 8: "Dừng xử lý", 9: "Đã xử lý xong", 10: "Đã trả kết quả",
}
# yyyyMMddHHmmss, in Asia/Ho_Chi_Minh, without an offset.
MOMENT = re.compile(
    r"[0-9]{4}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])([01][0-9]|2[0-3])[0-5][0-9][0-5][0-9]")
SYNC_FIELDS = ("MaHoSo", "NgayTiepNhan", "TrangThaiHoSo")
PROGRESS_FIELDS = ("MaHoSo", "ThoiDiemXuLy", "TrangThai")
MOMENT_FIELDS = (
    "NgayTiepNhan", "NgayHenTra", "NgayTra", "NgayKetThucXuLy", "ThoiDiemXuLy", "NgayBatDau",
    "NgayKetThucTheoQuyDinh",
)


class Refused(Exception):
    """Why an envelope is not taken: the portal's code and words."""

    def __init__(self, code, message):
        super().__init__(message)
        self.code, self.message = code, message


class Portal:
    def __init__(self, options):
        self.options = options
        self.lock = threading.Lock()
        self.dossiers = {}
        self.count = 0

    def take(self, dstcode, body):
        """Takes one envelope whole, or refuses it whole."""
        try:
            envelope = json.loads(body)
        except ValueError:
            raise Refused("1", "Nội dung không phải JSON") from None
        if not isinstance(envelope, dict):
            raise Refused("1", "Nội dung không phải đối tượng JSON")
        self.check_sender(dstcode, envelope)
        service = envelope.get("service")
        if service == "TraCuuHoSo":
            return self.look_up(envelope)
        if service not in ("DongBoHoSoMC", "CapNhatTienDoHoSoMC"):
            raise Refused("2", f"Không có dịch vụ {service}")
        data = envelope.get("data")
        if not isinstance(data, list) or not data:
            raise Refused("3", "data phải là danh sách có ít nhất một hồ sơ")
        with self.lock:
            notes = [self.take_one(service, envelope.get("isUpdating"), item) for item in data]
        for note in notes:
            self.tell(service, note)
        return {"error_code": "0", "message": "Thành công"}

    def check_sender(self, dstcode, envelope):
        options = self.options
        if options.dstcode and dstcode != options.dstcode:
            raise Refused("401", "dstcode không đúng")
        if options.session and envelope.get("session") != options.session:
            raise Refused("401", "Phiên làm việc không hợp lệ hoặc đã hết hạn")
        if not envelope.get("madonvi"):
            raise Refused("3", "Thiếu madonvi")

    def look_up(self, envelope):
        with self.lock:
            dossier = self.dossiers.get(envelope.get("mahoso"))
        if dossier is None:
            raise Refused("4", "Không tìm thấy hồ sơ")
        return {"error_code": "0", "result": [dossier]}

    def take_one(self, service, is_updating, item):
        if not isinstance(item, dict):
            raise Refused("3", "Mỗi phần tử của data phải là đối tượng JSON")
        is_sync = service == "DongBoHoSoMC"
        for name in SYNC_FIELDS if is_sync else PROGRESS_FIELDS:
            if not isinstance(item.get(name), str) or not item[name]:
                raise Refused("3", f"Thiếu {name}, hoặc không phải chuỗi")
        for name in MOMENT_FIELDS:
            if item.get(name) and not MOMENT.fullmatch(str(item[name])):
                raise Refused("3", f"{name} phải viết dạng yyyyMMddHHmmss")
        state = item["TrangThaiHoSo" if is_sync else "TrangThai"]
        if state not in map(str, MOVES):
            raise Refused("3", f"Không có trạng thái {state}")
        return self.move(item["MaHoSo"], int(state), is_sync, is_updating, item)

    def move(self, code, state, is_sync, is_updating, item):
        dossier = self.dossiers.get(code)
        if dossier is None:
            if not is_sync:
                raise Refused("4", f"Chưa có hồ sơ {code}: gửi DongBoHoSoMC trước")
            dossier = {"MaHoSo": code, "TrangThai": state, "history": [], "flags": []}
            self.dossiers[code] = dossier
        elif dossier["history"] and dossier["history"][-1]["data"] == item:
            return {"code": code, "before": state, "state": state}
        elif is_sync and is_updating != "True":
            raise Refused("5", f"Hồ sơ {code} đã có: gửi isUpdating \"True\"")
        before = dossier["TrangThai"]
        if state != before and state not in MOVES[before]:
            if self.options.strict:
                raise Refused("6", f"Không chuyển được từ {before} sang {state}")
            dossier["flags"].append(f"{before}→{state}")
        dossier["TrangThai"] = state
        dossier["TenTrangThai"] = NAMES[state]
        dossier["history"].append({"state": state, "data": item})
        return {"code": code, "before": before, "state": state}

    def tell(self, service, note):
        if self.options.json:
            return loopback.say(json.dumps({"service": service, **note}, ensure_ascii=False))
        loopback.say(f"{service}  {note['code']}  {note['state']} {NAMES[note['state']]}")


def handler_of(portal):
    class Handler(loopback.Handler):
        def do_POST(self):
            body = self.read_body()
            if body is None:
                return
            with portal.lock:
                portal.count += 1
                is_down = portal.count <= portal.options.fail_first
            if is_down:
                # The portal's way of failing: HTTP 200, and a code that is not 0.
                return self.answer_json(200, {"error_code": "-1", "message": "Hệ thống bận"})
            try:
                self.answer_json(200, portal.take(self.headers.get("dstcode"), body))
            except Refused as reason:
                answer = {"error_code": reason.code, "message": reason.message}
                loopback.say(json.dumps(answer, ensure_ascii=False))
                self.answer_json(200, answer)

        def do_GET(self):
            """For tests: every dossier as the portal has it."""
            with portal.lock:
                self.answer_json(200, list(portal.dossiers.values()))

    return Handler


def main():
    parser = argparse.ArgumentParser(
        prog="tools/portal", description="Stands in for the national public-service portal.")
    loopback.add_options(parser)
    parser.add_argument("--dstcode", help="refuse envelopes with another header dstcode")
    parser.add_argument("--session", help="refuse envelopes of another session")
    parser.add_argument(
        "--strict", action="store_true", help="refuse moves that the list of states does not know")
    parser.add_argument(
        "--fail-first", type=int, default=0, metavar="N", help="be busy for N requests")
    options = parser.parse_args()
    loopback.serve(options, handler_of(Portal(options)))


if __name__ == "__main__":
    main()
