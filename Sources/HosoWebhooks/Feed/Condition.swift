internal import HosoDomain
internal import HosoLedger
internal import HosoState

/// What a filter's condition sees of an event.
extension FilterMatcher {
  /// When an event first was a subscriber's; nil if it never was.
  func first(
    of track: Judgement.Track, in feed: FeedReader
  ) throws -> Judgement.Sighting? {
    guard takes(track.type) else { return nil }
    guard let condition = filter.condition else {
      return track.sightings.first { sighting in
        seen(sighting.facets, at: track.office).map { takes($0) } ?? false
      }
    }
    let event =
      condition.attributes.contains(where: \.isOfEvent) ? try feed.named(track.event) : nil
    return track.sightings.first { sighting in
      guard let facets = seen(sighting.facets, at: track.office), takes(facets) else {
        return false
      }
      let seen = Judgement.Sighting(since: sighting.since, facets: facets, code: sighting.code)
      return condition.passes { attribute in
        track.text(of: attribute, seen, event?.event, event?.id, source: feed.source)
      }
    }
  }
}

extension Judgement.Track {
  /// An attribute as its CloudEvent has it, and as it was known at a sighting; nil where there is
  /// none.
  fileprivate func text(
    of attribute: EventAttribute, _ sighting: Judgement.Sighting, _ recorded: RecordedEvent?,
    _ id: WebhookID?, source: String
  ) -> String? {
    let facets = sighting.facets
    return switch attribute {
    case .id: id?.text
    case .source: source
    case .specversion: CloudEvent.version
    case .type: type.name
    case .subject: sighting.code?.text
    case .time, .timestamp: recorded?.event.occurredAt.rfc3339
    case .recordedtime: recorded?.recordedAt.rfc3339
    case .sequence: CloudEvent.sequence(event)
    case .datacontenttype: CloudEvent.dataType
    case .agency: facets?.agency
    case .province: facets?.province?.text
    case .office: facets?.office?.text
    case .service: facets?.service
    case .channel: facets?.channel?.name
    case .mode: facets?.mode.name
    }
  }
}
