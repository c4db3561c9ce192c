import HosoDomain
import HosoTesting
import Testing

@testable import HosoSigning
@testable import HosoState

@Suite("Keys that let their holders in")
struct AccessKeyTests {
  private let ledger: ScratchLedger
  private let store: DeliveryStore
  private let now = Moment(seconds: 1_583_391_120)

  init() throws {
    ledger = try ScratchLedger()
    store = try DeliveryStore(of: ledger.folder)
  }

  private func agencyKey(_ code: String = "H26.12.19") throws -> AccessKeyDraft {
    AccessKeyDraft(kind: .agency, name: "Một cửa", reach: .agency(try AgencyCode(code)))
  }

  @Test func `a key is told once and kept as a hash`() throws {
    let (key, text) = try store.addKey(try agencyKey(), at: now, by: "root")
    #expect(text.text.hasPrefix("hoso_agency_") && text.text.utf8.count == 44)
    #expect(key.id == text.id)
    let kept = try #require(try store.accessKey(key.id))
    #expect(kept == key)
    #expect(kept.opens(with: text))
    let other = try AccessKeyText.random(.agency)
    #expect(!kept.opens(with: other))
  }

  @Test func `so many keys are good at once, the overlap of a rotation included`() throws {
    let max = DeliveryStore.accessKeysMax
    let first = try store.addKey(try agencyKey(), at: now, by: "root").key
    try store.copyRow(
      of: "access_key", upTo: max - 1,
      changing: ["id": "printf('key_%08d', copy)", "hash": "randomblob(32)"])
    let last = try store.addKey(try agencyKey(), at: now, by: "root").key
    let isFull = AccessFault.tooMany(max: max)
    #expect(throws: isFull) { try store.addKey(try agencyKey(), at: now, by: "root") }
    #expect(throws: isFull) {
      try store.rotateKey(last.id, overlapSeconds: 60, at: now, by: "root")
    }
    let next = try store.rotateKey(last.id, overlapSeconds: 0, at: now, by: "root").key
    #expect(throws: isFull) { try store.addKey(try agencyKey(), at: now, by: "root") }
    try store.revokeKey(first.id, at: now, by: "root")
    let newest = try store.rotateKey(next.id, overlapSeconds: 60, at: now, by: "root").key
    #expect(newest.revision == 1)
  }

  @Test func `every key is another one, and reads back from its text`() throws {
    var seen: Set<String> = []
    for kind in KeyKind.allCases {
      for _ in 0..<50 {
        let text = try AccessKeyText.random(kind)
        #expect(AccessKeyText(text.text) == text)
        #expect(seen.insert(text.text).inserted)
      }
    }
  }

  @Test(arguments: [
    "", "hoso", "hoso_agency_", "hoso_agency_abc",
    "hoso_clerk_" + String(repeating: "a", count: 32),
    "hoso_agency_" + String(repeating: "a", count: 31) + "-",
    "hoso_agency_" + String(repeating: "é", count: 16),
    "x_agency_" + String(repeating: "a", count: 32),
  ])
  func `what cannot be a key is none`(text: String) {
    #expect(AccessKeyText(text) == nil)
  }

  @Test func `a rotated key stays good for its overlap beside the new one`() throws {
    let old = try store.addKey(try agencyKey(), at: now, by: "root").key
    let new = try store.rotateKey(old.id, overlapSeconds: 3_600, at: now, by: "root").key
    let kept = try #require(try store.accessKey(old.id))
    #expect(kept.replacedBy == new.id && kept.revision == 2)
    #expect(kept.isValid(at: now.adding(seconds: 3_599)))
    #expect(!kept.isValid(at: now.adding(seconds: 3_600)))
    #expect(new.isValid(at: now.adding(seconds: 9_999_999)))
    #expect(new.reach == old.reach && new.scopes == old.scopes)
    #expect(throws: AccessFault.ended) {
      try store.rotateKey(old.id, overlapSeconds: 0, at: now, by: "root")
    }
    #expect(throws: AccessFault.field(.overlap)) {
      try store.rotateKey(new.id, overlapSeconds: 8 * 86_400, at: now, by: "root")
    }
  }

  @Test func `a revoked key is good no more and cannot be rotated`() throws {
    let key = try store.addKey(try agencyKey(), at: now, by: "root").key
    #expect(throws: AccessFault.changed(revision: 1)) {
      try store.revokeKey(key.id, ifRevision: 9, at: now, by: "root")
    }
    try store.revokeKey(key.id, ifRevision: 1, at: now, by: "root")
    #expect(try store.accessKey(key.id)?.isValid(at: now) == false)
    #expect(throws: AccessFault.ended) {
      try store.rotateKey(key.id, overlapSeconds: 0, at: now, by: "root")
    }
    #expect(throws: AccessFault.unknown) { try store.revokeKey("key_0", at: now, by: "root") }
  }

  @Test func `a key never gets more than its kind may have`() throws {
    var draft = try agencyKey()
    draft.scopes = [.keys]
    #expect(throws: AccessFault.field(.scopes)) { try store.addKey(draft, at: now, by: "root") }
    draft.scopes = [.feed]
    let narrow = try store.addKey(draft, at: now, by: "root").key
    #expect(narrow.caller.may(.feed) && !narrow.caller.may(.callback))
    draft = AccessKeyDraft(kind: .agency, name: "x", reach: .everything)
    #expect(throws: AccessFault.field(.reach)) { try store.addKey(draft, at: now, by: "root") }
  }

  @Test func `nobody publishes whose key was not made for it by name`() throws {
    for kind in KeyKind.allCases { #expect(!kind.scopes.contains(.publish)) }
    var draft = AccessKeyDraft(kind: .planner, name: "Tổng hợp", reach: .everything)
    #expect(try !store.addKey(draft, at: now, by: "root").key.caller.may(.publish))
    draft.scopes = [.publish]
    let publisher = try store.addKey(draft, at: now, by: "root").key
    #expect(publisher.caller.may(.publish) && publisher.caller.mayHandOut([.publish]))
    draft = AccessKeyDraft(kind: .administrator, name: "Quản trị", reach: .everything)
    let administrator = try store.addKey(draft, at: now, by: "root").key
    #expect(!administrator.caller.mayHandOut([.publish, .scan]))
    let parts: [(KeyKind, Reach)] = [
      (.planner, .province(try ProvinceCode("01"))), (.agency, .agency(try AgencyCode("H26"))),
      (.office, .office(try PostOfficeCode("100000"))),
    ]
    for (kind, reach) in parts {
      let draft = AccessKeyDraft(kind: kind, name: "x", reach: reach, scopes: [.publish])
      #expect(throws: AccessFault.field(.scopes)) { try store.addKey(draft, at: now, by: "root") }
    }
  }

  @Test func `an office's key keeps what it was given to write, also when it is rotated`() throws {
    var draft = AccessKeyDraft(
      kind: .office, name: "Bưu cục", reach: .office(try PostOfficeCode("100000")))
    draft.grant = WritingGrant(
      offices: [try PostOfficeCode("460000")], sources: [try SourceName("tinh-01/quay")])
    let key = try store.addKey(draft, at: now, by: "root").key
    #expect(try store.accessKey(key.id)?.grant == draft.grant)
    let next = try store.rotateKey(key.id, overlapSeconds: 0, at: now, by: "root").key
    #expect(next.grant == draft.grant)
    #expect(next.caller.writer(keys: [])?.grant == draft.grant)
    draft.grant.sources = [try SourceName("hub-a1b2c3-1")]
    #expect(throws: AccessFault.field(.sources)) { try store.addKey(draft, at: now, by: "root") }
    draft = try agencyKey()
    draft.grant.sources = [try SourceName("tinh-01")]
    #expect(throws: AccessFault.field(.sources)) { try store.addKey(draft, at: now, by: "root") }
  }

  @Test func `every change of a key is in the audit, the latest first`() throws {
    let key = try store.addKey(try agencyKey(), at: now, by: "root").key
    let next = try store.rotateKey(key.id, overlapSeconds: 0, at: now, by: "key_a").key
    try store.revokeKey(next.id, at: now, by: "key_b")
    let entries = try store.auditEntries(before: nil, limit: 10)
    #expect(entries.map(\.action) == [.keyRevoked, .keyRotated, .keyAdded])
    #expect(entries.map(\.actor) == ["key_b", "key_a", "root"])
    #expect(entries.map(\.subject) == [next.id, next.id, key.id])
    #expect(try store.auditEntries(before: 2, limit: 10).map(\.number) == [1])
  }

  @Test func `use is noted without counting as a change`() throws {
    let key = try store.addKey(try agencyKey(), at: now, by: "root").key
    try store.noteUse(of: [key.id: now])
    let kept = try #require(try store.accessKey(key.id))
    #expect(kept.lastUsedAt == now && kept.revision == 1)
  }

  @Test func `credentials for callbacks are replaced with an overlap`() throws {
    let agency = try AgencyCode("H26.12.19")
    let first = try store.addCallbackSecret(
      .secret(try .random()), agency: agency, overlapSeconds: nil, at: now, by: "root")
    _ = try store.addCallbackSecret(
      .publicKey(try SigningKey.random().verifyingKey), agency: agency, overlapSeconds: 60,
      at: now, by: "root")
    let kept = try store.callbackSecrets()
    #expect(kept.map { $0.isValid(at: now.adding(seconds: 61)) } == [false, true])
    #expect(kept[0].credential == first.credential)
    #expect(kept[0].caller.scopes == [.callback])
    try store.revokeCallbackSecret(kept[1].id, at: now, by: "root")
    #expect(try store.callbackSecrets()[1].isValid(at: now) == false)
  }
}
