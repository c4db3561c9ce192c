internal import HosoDomain

/// Facts grouped by cluster.
struct Clusters {
  let facts: [EventFact]
  let links: [CodeLink]
  let linkStarts: [Int32]
  let starts: [Int32]
  let order: [Int32]

  var indices: Range<Int> { 0..<(starts.count - 1) }

  /// Copies a cluster's facts and links into arrays that are used again and again.
  func copy(_ cluster: Int, facts target: inout [EventFact], links linked: inout [CodeLink]) {
    target.removeAll(keepingCapacity: true)
    linked.removeAll(keepingCapacity: true)
    for place in starts[cluster]..<starts[cluster + 1] {
      let index = Int(order[Int(place)])
      target.append(facts[index])
      for link in linkStarts[index]..<linkStarts[index + 1] { linked.append(links[Int(link)]) }
    }
  }
}
