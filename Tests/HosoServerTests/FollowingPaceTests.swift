import NIOCore
import Testing

@testable import HosoServer

@Suite("How fast what is kept beside the log follows it")
struct FollowingPaceTests {
  private let began = NIODeadline.uptimeNanoseconds(1_000_000_000)

  @Test func `it rests twenty times as long as a step took that came to the end`() {
    var pace = FollowingPace()
    #expect(pace.isDue(at: began))
    let ended = began + .milliseconds(5)
    pace.worked(from: began, to: ended, isBehind: false)
    #expect(!pace.isDue(at: ended + .milliseconds(99)))
    #expect(pace.isDue(at: ended + .milliseconds(100)))
  }

  @Test func `nobody waits for more than came in a second, however long a step took`() {
    var pace = FollowingPace()
    let ended = began + .seconds(40)
    pace.worked(from: began, to: ended, isBehind: false)
    #expect(!pace.isDue(at: ended + .milliseconds(999)))
    #expect(pace.isDue(at: ended + .seconds(1)))
  }

  @Test func `while there is more it rests not at all`() {
    var pace = FollowingPace()
    let ended = began + .milliseconds(100)
    pace.worked(from: began, to: ended, isBehind: true)
    #expect(pace.isDue(at: ended))
  }
}
