extension History {
  /// The numbers of all events, corrections included, that an effective void targets.
  ///
  /// Circles of voids have no effect, and none of them reaches a dossier's event, since every
  /// void has one target. So a void of a dossier's event is effective unless it is in here.
  public var voidedNumbers: Set<Int64> { Corrections.voidedNumbers(facts) }
}
