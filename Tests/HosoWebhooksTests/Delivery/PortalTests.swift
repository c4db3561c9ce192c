import HosoDomain
import HosoLedger
import HosoTesting
import Testing

@testable import HosoState
@testable import HosoWebhooks

@Suite("Deliveries to the national portal")
struct PortalTests {
  private let scene: Scene
  private let number = "H26.12-200305-0001"

  init() throws {
    scene = try Scene()
  }

  private func desk(
    _ react: @escaping (SimulatedNetwork.Arrival) -> SimulatedNetwork.Reaction = { _ in
      .status(200, body: #"{"error_code":"0"}"#)
    }
  ) throws -> Desk {
    let desk = try Desk(scene, react: react)
    try desk.add("a") { endpoint in
      endpoint.kind = .dvcqg(
        PortalProfile(destinationCode: "VN:GOV:000", unitCode: "G22", session: "s1"))
    }
    return desk
  }

  private func bodies(_ desk: Desk) throws -> [JSONValue] {
    try desk.network.arrivals.map { try JSONValue(reading: Array($0.body.utf8)) }
  }

  @Test func `a dossier is registered once its number is known, then moved on`() throws {
    try scene.tell(.dossierPickedUp, "EE123456785VN") { event in
      event.service = try? ProcedureCode("1.001612.000.00.00.H56")
    }
    try scene.tell(.dossierDelivered, "EE123456785VN")
    let desk = try desk()
    try desk.run(seconds: 60)
    #expect(desk.network.arrivals.isEmpty)
    try scene.tell(.dossierAccepted, number, also: ["EE123456785VN"]) { event in
      event.dueDate = LocalDate(year: 2020, month: 3, day: 12)
    }
    try scene.tell(.resultReady, number)
    try desk.run(seconds: 60)
    let bodies = try bodies(desk)
    #expect(
      bodies.map { $0["service"]?.text } == [
        "DongBoHoSoMC", "CapNhatTienDoHoSoMC", "CapNhatTienDoHoSoMC", "CapNhatTienDoHoSoMC",
      ])
    #expect(bodies.map { $0["isUpdating"]?.text } == ["False", "True", "True", "True"])
    let items = bodies.compactMap { $0["data"]?[0] }
    #expect(Set(items.map { $0["MaHoSo"]?.text }) == [number])
    #expect(items[0]["TrangThaiHoSo"]?.text == "1")
    #expect(items[0]["NgayTiepNhan"]?.text == "20200305081201")
    #expect(items[0]["MaTTHC"]?.text == "1.001612.000.00.00.H56")
    #expect(items[0]["KenhThucHien"]?.text == "3")
    #expect(items[0]["MaVanDonBuuDien"]?.text == "EE123456785VN")
    #expect(items.dropFirst().map { $0["TrangThai"]?.text } == ["2", "2", "9"])
    #expect(items[2]["NgayKetThucTheoQuyDinh"]?.text == "20200312000000")
    #expect(desk.network.arrivals.allSatisfy { $0.headers["dstcode"] == "VN:GOV:000" })
    #expect(bodies.allSatisfy { $0["session"]?.text == "s1" && $0["madonvi"]?.text == "G22" })
  }

  @Test(arguments: [
    (#"{"error_code":"0"}"#, true), (#"{"error_code":"00"}"#, true), (#"{"error_code":0}"#, true),
    (#"{"error_code":"-1"}"#, false), (#"{}"#, false), ("<html>", false), ("", false),
  ])
  func `the code in the body is the verdict`(body: String, isSuccess: Bool) throws {
    try scene.tell(.dossierAccepted, number)
    let desk = try desk { _ in .status(200, body: body) }
    try desk.run(seconds: 2)
    #expect(
      try desk.store.attempts(AttemptQuery()).first?.attempt.verdict
        == (isSuccess ? .delivered : .rejected))
  }

  @Test func `no person is named`() throws {
    try scene.tell(.dossierAccepted, number) { event in
      event.actor = try? StaffNumber("nv042")
    }
    let desk = try desk()
    try desk.run(seconds: 60)
    let body = try #require(desk.network.arrivals.first).body
    for field in ["ChuHoSo", "Email", "SoDienThoai", "MaDoiTuong", "NguoiXuLy", "nv042"] {
      #expect(!body.contains(field))
    }
  }
}
