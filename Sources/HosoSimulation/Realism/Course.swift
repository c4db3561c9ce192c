import HosoDomain

/// The undisturbed course of a dossier: which steps the plan has for it, and on which days.
///
/// A function of the dossier's number alone; `HistoryRun` lays down the same days one by one.
struct Course {
  /// Place of a day in the row of working days, and the half of it that the step may use.
  struct Appointment {
    var day: Int
    var half: HalfDay
  }

  let mode: ServiceMode
  /// Whether the agency's acceptance is part of the history; it tells of an appointment.
  let isHeard: Bool
  /// Nil for mode `return`.
  private(set) var pickedUp: Appointment?
  /// The delivery, or for mode `return` the acceptance at the agency's own desk.
  private(set) var accepted: Appointment
  private(set) var ready: Appointment
  private(set) var collected: Appointment
  private(set) var returned: Appointment

  /// - Parameter day: Of the pickup, for mode `return` of the return.
  init(mode: ServiceMode, pace: Pace, day: Int, first: Int) {
    self.mode = mode
    let acceptedOn: Int
    if mode == .return {
      acceptedOn = day - pace.toReturn - pace.toCollection - pace.processing
      accepted = Appointment(day: acceptedOn, half: .either)
    } else {
      acceptedOn = day + pace.toAgency
      let isSameDay = pace.toAgency == 0
      pickedUp = Appointment(day: day, half: isSameDay ? .morning : .either)
      accepted = Appointment(day: acceptedOn, half: isSameDay ? .afternoon : .either)
    }
    isHeard = pace.appointed && acceptedOn >= first
    let readyOn = acceptedOn + pace.processing
    let collectedOn = max(first, readyOn + pace.toCollection)
    let returnedOn = readyOn + pace.toCollection + pace.toReturn
    ready = Appointment(day: readyOn, half: readyOn == collectedOn ? .morning : .either)
    let half: HalfDay = collectedOn == readyOn ? .afternoon : .either
    collected = Appointment(day: collectedOn, half: collectedOn == returnedOn ? .morning : half)
    returned = Appointment(
      day: returnedOn, half: returnedOn == collectedOn ? .afternoon : .either)
  }
}
