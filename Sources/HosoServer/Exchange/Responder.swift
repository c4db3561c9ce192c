internal import HTTPTypes
internal import HosoLedger
internal import Hummingbird
internal import HummingbirdCore
internal import NIOCore

/// Takes a request from the wire, leads it to its handler, and sends the answer.
struct Responder: Sendable {
  /// Bytes of an unwanted body that are read away to keep a connection.
  private static let discardBytesMax = 64 << 10
  /// How long a peer that still sends gets to read its answer before the connection is closed.
  private static let lingerSeconds: Int64 = 2

  let services: Services
  let census: ConnectionCensus

  /// One request, from its head to the end of its answer.
  func serve(
    _ request: Request, _ writer: consuming ResponseWriter, _ channel: any Channel
  ) async throws {
    census.note(channel, .working)
    let started = NIODeadline.now()
    let visit = Visit(request, channel: channel, services: services)
    var operation: Operation?
    var rate: RateStanding?
    var reply: Reply
    do {
      let body = try IncomingBody(request, channel: channel, clocks: services.bodyClocks)
      // Begun and not ended, what is left of a body would be taken for the next request.
      var (isBodyTaken, isBodyRead) = (false, false)
      do {
        var call = try await admit(visit)
        operation = call.operation
        rate = call.rate
        var lease: BodyLease?
        defer { withExtendedLifetime(lease) {} }
        try await call.operation.judgeHead?(call)
        if body.awaitsContinue, call.operation.body != .none {
          try await writer.writeInformationalHead(HTTPResponse(status: .continue))
        }
        if case .upTo(let max, let types) = call.operation.body {
          try Responder.check(call.headers, isExpected: body.isExpected, types: types)
          isBodyTaken = true
          lease = try await read(body, upTo: max, into: &call, channel)
          isBodyRead = true
        }
        reply = try await answer(call)
      } catch {
        reply = refuse(error, visit)
        if isBodyTaken, !isBodyRead, body.isExpected { reply.closesConnection = true }
      }
      if !isBodyTaken {
        census.note(channel, .receivingUnproven)
        let isGone = await body.discard(upTo: Responder.discardBytesMax)
        if !isGone { reply.closesConnection = true }
      }
    } catch {
      reply = refuse(error, visit)
      reply.closesConnection = true
    }
    visit.finish(&reply, rate)
    log(visit, operation, reply.status, since: started)
    census.note(channel, .answering)
    try await send(reply, isHead: request.method == .head, writer, channel)
    census.note(channel, .waiting)
    if reply.closesConnection { Responder.close(channel) }
  }

  /// Finds the operation and who asks for it.
  private func admit(_ visit: Visit) async throws -> Call {
    guard visit.headerBytes <= services.configuration.limits.headerBytes else {
      throw Problem.headersTooLarge()
    }
    let target = try RequestTarget(visit.request.head.path ?? "")
    guard let authority = visit.authority else { throw Problem.badHost() }
    switch services.routes.match(visit.request.method, target.path) {
    case .unknown:
      try await services.gate.countStray(visit)
      throw Problem.unknownPath()
    case .otherMethods(let allow):
      try await services.gate.countStray(visit)
      guard visit.request.method == .options else { throw Problem.otherMethods(allow) }
      return visit.call(.preflight(allow), target, [:], authority)
    case .found(let operation, let parameters):
      var call = visit.call(operation, target, parameters, authority)
      try await services.gate.admit(&call)
      return call
    }
  }

  private func read(
    _ body: IncomingBody, upTo max: Int, into call: inout Call, _ channel: any Channel
  ) async throws -> BodyLease {
    let isProven = call.caller != nil
    census.note(channel, isProven ? .receiving : .receivingUnproven)
    defer { census.note(channel, .working) }
    let (bytes, lease) = try await services.bodies.read(
      body, upTo: max, of: isProven ? .proven : .unproven)
    call.body = bytes
    return lease
  }

  /// Lets the handler answer, once for an `Idempotency-Key`.
  private func answer(_ call: Call) async throws -> Reply {
    try await services.promises.once(call) { try await $0.operation.handler($0) }
  }

  private static func check(_ headers: HTTPFields, isExpected: Bool, types: [String]) throws {
    guard isExpected else { return }
    let encoding = headers[.contentEncoding]?.lowercased() ?? "identity"
    guard encoding == "identity" else { throw Problem.unsupportedEncoding() }
    guard !types.isEmpty else { return }
    guard let type = headers[.contentType], types.contains(MediaType.essence(type)) else {
      throw Problem.unsupportedMediaType(types)
    }
  }

  private func refuse(_ error: any Error, _ visit: Visit) -> Reply {
    let problem = Problem(from: error)
    if problem.kind == .unexpected {
      services.configuration.log(
        ServerLogLine(.error, "\(type(of: error)): \(error)", requestID: visit.requestID))
    } else if problem.kind == .storageFull {
      services.configuration.log(
        ServerLogLine(
          .error, "Nothing was recorded: the disk is full", requestID: visit.requestID,
          ["folder": services.configuration.folder.path]))
    }
    var reply =
      visit.isForPerson
      ? ProblemPage.reply(problem, visit.language, requestID: visit.requestID)
      : problem.reply(visit.language, path: visit.instance, requestID: visit.requestID)
    reply.closesConnection = problem.kind == .requestTimeout || problem.kind == .malformedRequest
    return reply
  }

  /// Counts a request, and writes its line: the path's template instead of the path, which names
  /// dossiers.
  private func log(
    _ visit: Visit, _ operation: Operation?, _ status: HTTPResponse.Status,
    since started: NIODeadline
  ) {
    services.meters.count(
      operation?.id, status, since: started, method: visit.request.method)
    let microseconds = (NIODeadline.now() - started).nanoseconds / 1_000
    services.configuration.log(
      ServerLogLine(
        .notice, "Request", requestID: visit.requestID,
        [
          "method": operation == nil ? "-" : visit.request.method.rawValue,
          "path": operation?.path.text ?? "-", "status": "\(status.code)",
          "microseconds": "\(microseconds)",
        ]))
  }

  /// Answers above are known to be taken, or to wait, before the next is made.
  private static let unawaitedBytesMax = 16 << 10

  private func send(
    _ reply: Reply, isHead: Bool, _ writer: consuming ResponseWriter, _ channel: any Channel
  ) async throws {
    let head = HTTPResponse(status: reply.status, headerFields: reply.headers)
    if isHead { return try await writer.writeResponse(head) }
    switch reply.body {
    case .none: try await writer.writeResponse(head)
    case .bytes(let bytes):
      try await writer.write(
        response: head, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
      // Whether there is room for the next one is known once the thread of the connection has seen
      // this one; a peer that reads nothing must not be ahead of it by dozens.
      if bytes.count > Responder.unawaitedBytesMax { try await channel.eventLoop.submit {}.get() }
    case .pieces(let next):
      let body = ResponseBody { out in
        while let piece = try await next() {  // Bounded by what the handler answers.
          try await out.write(ByteBuffer(bytes: piece))
          census.note(channel, .answering)
        }
        try await out.finish(nil)
      }
      try await writer.write(response: head, body: body)
    }
  }

  /// Ends a connection once the answer is out; a peer that is still sending may read it first.
  private static func close(_ channel: any Channel) {
    channel.close(mode: .output, promise: nil)
    channel.eventLoop.scheduleTask(in: .seconds(lingerSeconds)) {
      channel.close(promise: nil)
    }
  }
}
