internal import HosoCrypto
import HosoDomain
internal import HosoEgress
import HosoLedger
import HosoSQLite
internal import HosoSigning
internal import HosoState
import HosoWebhooks
internal import HosoWords

extension Failure {
  /// What a fault means for whoever gave the command; nil for what is no fault of ours.
  init?(of error: any Error) {
    switch error {
    case let failure as Failure: self = failure
    case let fault as LedgerFault: self = FaultWords.failure(fault)
    case let fault as BackupFault: self = BackupWords.failure(fault)
    case let fault as ProofFault: self = ProofWords.failure(fault)
    case let fault as SQLiteFault: self = FaultWords.failure(fault)
    case let fault as TableFault:
      self.init(
        .badData,
        say("Bảng mã không dùng được: ", "A code table cannot be used: ")
          + TableWords.sentence(fault))
    case let fault as KeyFault: self.init(.badData, KeyWords.sentence(fault))
    case let fault as KeyRingFault:
      self.init(.usage, say(KeyRingWords.said(fault, overlap: "--overlap")))
    case let fault as CryptoFault: self.init(.unavailable, KeyWords.sentence(fault))
    case let fault as EgressFault: self = EgressWords.failure(fault, option: "URL")
    case let fault as EndpointFault: self = WebhookWords.failure(fault)
    case let fault as DeliveryFault: self = WebhookWords.failure(fault)
    case let fault as AccessFault: self = AccessWords.failure(fault)
    default: return nil
    }
  }
}
