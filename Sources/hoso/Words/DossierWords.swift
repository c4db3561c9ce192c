import HosoDomain
import HosoLedger
enum DossierWords {
  static func name(_ type: EventType) -> String { type.name }
  static func sentence(_ flag: HosoDomain.Flag, first: RecordedEvent?) -> String { flag.slug }
}
