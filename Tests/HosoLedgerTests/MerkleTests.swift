import HosoDomain
@testable import HosoLedger
import HosoTesting
import Testing

@Suite("The tree over the events")
struct MerkleTests {
}
