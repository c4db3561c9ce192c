import HosoDomain
import Testing

@Suite("Clocks")
struct ClockDoubtTests {
  /// 5 March 2026, 08:12 in Hanoi.
  private let now = RecordedAt(microseconds: 1_772_673_120_000_000)
  private let minute: Int64 = 60_000_000
  private let day: Int64 = 86_400_000_000

  private func moment(_ microseconds: Int64) -> RecordedAt {
    RecordedAt(microseconds: now.microseconds + microseconds)
  }

  @Test func `without any evidence a clock is believed`() {
    #expect(ClockEvidence().doubt(of: now) == nil)
    #expect(ClockEvidence().doubt(of: RecordedAt(microseconds: .min)) == nil)
    #expect(ClockEvidence().doubt(of: RecordedAt(microseconds: .max)) == nil)
  }

  @Test func `a clock before the build of the program is not believed`() {
    var evidence = ClockEvidence()
    evidence.built = moment(1)
    #expect(evidence.doubt(of: now) == .beforeBuild(now: now, built: moment(1)))
    evidence.built = now
    #expect(evidence.doubt(of: now) == nil)
  }

  @Test func `a clock may be five minutes behind the head, not more`() {
    var evidence = ClockEvidence()
    evidence.head = moment(5 * minute)
    #expect(evidence.doubt(of: now) == nil)
    evidence.head = moment(5 * minute + 1)
    #expect(evidence.doubt(of: now) == .behindHead(now: now, head: moment(5 * minute + 1)))
  }

  @Test func `a clock may be five minutes off the time since the start of the machine`() {
    for sign: Int64 in [-1, 1] {
      var evidence = ClockEvidence()
      evidence.expected = moment(sign * 5 * minute)
      #expect(evidence.doubt(of: now) == nil)
      evidence.expected = moment(sign * (5 * minute + 1))
      let expected = moment(sign * (5 * minute + 1))
      #expect(evidence.doubt(of: now) == .offBootClock(now: now, expected: expected))
    }
  }

  @Test func `a clock may be forty days beyond the latest evidence of any kind`() {
    let kinds: [WritableKeyPath<ClockEvidence, RecordedAt?>] = [\.head, \.noted, \.contact]
    for kind in kinds {
      var evidence = ClockEvidence()
      evidence[keyPath: kind] = moment(-40 * day)
      #expect(evidence.doubt(of: now) == nil)
      evidence[keyPath: kind] = moment(-40 * day - 1)
      let latest = moment(-40 * day - 1)
      #expect(evidence.doubt(of: now) == .beyondEvidence(now: now, latest: latest))
      // Whatever else is later speaks for the clock.
      for other in kinds where other != kind {
        evidence[keyPath: other] = moment(-day)
        #expect(evidence.doubt(of: now) == nil)
        evidence[keyPath: other] = nil
      }
      evidence.expected = now
      #expect(evidence.doubt(of: now) == nil)
    }
  }

  @Test func `when the program was built is no evidence of when a clock is ahead`() {
    var evidence = ClockEvidence()
    evidence.built = moment(-4_000 * day)
    #expect(evidence.doubt(of: now) == nil)
  }

  @Test func `an answer refutes what lies in a false future, and holds`() {
    var evidence = ClockEvidence()
    evidence.head = moment(800 * day)
    #expect(evidence.doubt(of: now) != nil)
    evidence.answer = evidence.answer(now, offsetMicroseconds: 0)
    evidence.noted = now
    #expect(evidence.doubt(of: now) == nil)
    // The head moves on by microseconds there, the clock by days here.
    evidence.head = moment(800 * day + 1_000)
    for days: Int64 in [1, 30, 200] {
      evidence.noted = moment(days * day - day)
      #expect(evidence.doubt(of: moment(days * day)) == nil, "after \(days) days")
    }
    // Until the next jump, forwards or back.
    evidence.noted = moment(day)
    #expect(evidence.doubt(of: moment(50 * day)) != nil)
    #expect(evidence.doubt(of: moment(-day)) != nil)
  }

  @Test func `an answer refutes nothing that is recorded later`() {
    var evidence = ClockEvidence()
    evidence.head = moment(-60 * day)
    evidence.answer = evidence.answer(now, offsetMicroseconds: 0)
    evidence.head = moment(100 * day)
    let head = moment(100 * day)
    #expect(evidence.doubt(of: moment(50 * day)) == .behindHead(now: moment(50 * day), head: head))
  }

  @Test func `an answer below the build of the program is taken`() {
    var evidence = ClockEvidence()
    evidence.built = moment(day)
    evidence.answer = evidence.answer(now, offsetMicroseconds: 0)
    #expect(evidence.doubt(of: now) == nil)
    #expect(evidence.doubt(of: moment(-day)) != nil)
  }

  @Test func `evidence at the ends of what can be written is compared without overflow`() {
    let ends = [RecordedAt(microseconds: .min), RecordedAt(microseconds: .max)]
    for one in ends {
      for other in ends where other != one {
        var evidence = ClockEvidence()
        evidence.expected = other
        #expect(evidence.doubt(of: one) == .offBootClock(now: one, expected: other))
        evidence.expected = nil
        evidence.head = other
        #expect(evidence.doubt(of: one) != nil)
      }
    }
  }
}
