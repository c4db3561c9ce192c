internal import CCurl
internal import Glibc

/// One easy handle and what is known of the transfer on it; used again for the next.
///
/// Belongs to its pool, which outlives every callback that libcurl makes with it.
final class TransferSlot {
  let easy: UnsafeMutableRawPointer
  unowned let pool: TransferPool
  /// Where libcurl writes what went wrong.
  let words = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))
  private var headerList: UnsafeMutablePointer<curl_slist>?
  private var resolveList: UnsafeMutablePointer<curl_slist>?

  private var shape: Shape?
  private(set) var request: OutgoingRequest
  private(set) var phase = TransferPhase.lookup
  private(set) var remote: SocketAddress?
  /// An address that was refused, and whether another one was tried.
  private(set) var refused: (SocketAddress, AddressRefusal)?
  private(set) var openedSockets = 0
  private(set) var isAborted = false
  private(set) var answer = AnswerReader()

  /// Nil when libcurl has no memory left.
  init?(pool: TransferPool, request: OutgoingRequest) {
    guard let easy = curl_easy_init() else { return nil }
    self.easy = easy
    self.pool = pool
    self.request = request
    words.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
  }

  deinit {
    curl_easy_cleanup(easy)
    curl_slist_free_all(headerList)
    curl_slist_free_all(resolveList)
    words.deallocate()
  }

  /// Makes the handle ready for a request; says what libcurl refused, if anything.
  func prepare(_ request: OutgoingRequest) -> CURLcode {
    self.request = request
    phase = request.url.literal == nil ? .lookup : .connect
    remote = nil
    refused = nil
    openedSockets = 0
    isAborted = false
    answer.begin(limits: pool.limits)
    words[0] = 0
    var options = CurlOptions(easy)
    let shape = Shape(
      isPlain: request.url.isPlain, method: request.method,
      clientCertificate: request.clientCertificate, trustRound: pool.trustRound)
    if shape != self.shape {
      self.shape = nil
      curl_easy_reset(easy)
      setLimits(&options)
      setSecurity(&options)
      setShape(shape, &options)
      setCallbacks(&options)
    }
    setRequest(&options)
    if options.code == CURLE_OK { self.shape = shape }
    return options.code
  }

  /// What a handle keeps from one request to the next; another shape begins with a clean handle.
  private struct Shape: Equatable {
    var isPlain: Bool
    var method: HTTPMethod
    var clientCertificate: ClientCertificate?
    var trustRound: Int
  }

  private func setLimits(_ options: inout CurlOptions) {
    options.set(CURLOPT_NOSIGNAL, 1)
    options.set(CURLOPT_TIMEOUT_MS, pool.limits.totalMilliseconds)
    options.set(CURLOPT_CONNECTTIMEOUT_MS, pool.limits.connectMilliseconds)
    options.set(CURLOPT_MAXLIFETIME_CONN, 600)
    options.set(CURLOPT_MAXAGE_CONN, 60)
    // Else a transfer that gives up during a look-up waits for the look-up's thread, and all
    // other transfers with it: measured with a silent name server, 5 s instead of 0.1 s.
    options.set(CURLOPT_QUICK_EXIT, 1)
  }

  private func setSecurity(_ options: inout CurlOptions) {
    let scheme = request.url.isPlain ? "http" : "https"
    options.set(CURLOPT_PROTOCOLS_STR, scheme)
    options.set(CURLOPT_REDIR_PROTOCOLS_STR, scheme)
    options.set(CURLOPT_FOLLOWLOCATION, 0)
    // Empty, not unset: then the environment's proxies do not count either.
    options.set(CURLOPT_PROXY, "")
    options.set(CURLOPT_NETRC, Int(CURL_NETRC_IGNORED.rawValue))
    options.set(CURLOPT_HTTP09_ALLOWED, 0)
    options.set(CURLOPT_SSL_VERIFYPEER, 1)
    options.set(CURLOPT_SSL_VERIFYHOST, 2)
    options.set(CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2)
    if let authorities = pool.policy.trustedAuthorities {
      options.set(CURLOPT_CAINFO_BLOB, blob: authorities)
      options.set(CURLOPT_CAPATH, nil)
    }
    if let certificate = request.clientCertificate {
      options.set(CURLOPT_SSLCERTTYPE, "PEM")
      options.set(CURLOPT_SSLCERT_BLOB, blob: certificate.chain)
      options.set(CURLOPT_SSLKEYTYPE, "PEM")
      options.set(CURLOPT_SSLKEY_BLOB, blob: certificate.key)
      // Else OpenSSL asks the terminal for the passphrase of a key that has one.
      options.set(CURLOPT_KEYPASSWD, "")
    }
  }

  private func setShape(_ shape: Shape, _ options: inout CurlOptions) {
    options.set(CURLOPT_USERAGENT, TransferPool.userAgent)
    if shape.isPlain {
      options.set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
    } else {
      options.set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_2TLS))
      options.set(CURLOPT_PIPEWAIT, 1)
    }
    switch shape.method {
    case .post: options.set(CURLOPT_POST, 1)
    case .options, .get:
      options.set(CURLOPT_HTTPGET, 1)
      options.set(CURLOPT_CUSTOMREQUEST, shape.method.rawValue)
    }
  }

  private func setRequest(_ options: inout CurlOptions) {
    options.set(CURLOPT_URL, request.url.text)
    options.set(CURLOPT_DNS_CACHE_TIMEOUT, TransferAdmission.cacheSeconds)
    options.note(hoso_curl_set_share(easy, pool.groups.share(of: request.url.host)))
    if request.method == .post { options.setBody(request.body) }
    curl_slist_free_all(headerList)
    // No `Expect: 100-continue`: a receiver that never answers it would cost a second each time.
    headerList = curl_slist_append(nil, "Expect:")
    for (name, value) in request.headers {
      // libcurl's spelling of a header without a value ends in a semicolon.
      headerList = curl_slist_append(headerList, value.isEmpty ? "\(name);" : "\(name): \(value)")
    }
    options.set(CURLOPT_HTTPHEADER, list: headerList)
    if !pool.resolveOverrides.isEmpty {
      curl_slist_free_all(resolveList)
      resolveList = pool.resolveOverrides.reduce(nil) { curl_slist_append($0, $1) }
      options.set(CURLOPT_RESOLVE, list: resolveList)
    }
  }

  private func setCallbacks(_ options: inout CurlOptions) {
    let context = Unmanaged.passUnretained(self).toOpaque()
    options.set(CURLOPT_PRIVATE, pointer: context)
    options.set(CURLOPT_ERRORBUFFER, pointer: words)
    options.note(hoso_curl_on_body(easy, TransferSlot.onBody, context))
    options.note(hoso_curl_on_header(easy, TransferSlot.onHeader, context))
    options.note(hoso_curl_on_open_socket(easy, TransferSlot.onOpenSocket, context))
    options.note(hoso_curl_before_each_request(easy, TransferSlot.beforeRequest, context))
  }
}

// What libcurl calls. Nothing is thrown out of these; they run inside `perform` of the pool.
extension TransferSlot {
  private static func slot(_ context: UnsafeMutableRawPointer?) -> TransferSlot? {
    context.map { Unmanaged<TransferSlot>.fromOpaque($0).takeUnretainedValue() }
  }

  private static let onBody: hoso_curl_data = { bytes, size, count, context in
    guard let slot = TransferSlot.slot(context) else { return 0 }
    let piece = UnsafeRawBufferPointer(start: bytes, count: size * count)
    // Another number than was given makes libcurl stop.
    return slot.answer.takeBody(piece) ? piece.count : 0
  }

  private static let onHeader: hoso_curl_data = { bytes, size, count, context in
    guard let slot = TransferSlot.slot(context) else { return 0 }
    let line = UnsafeRawBufferPointer(start: bytes, count: size * count)
    return slot.answer.takeHeader(line) ? line.count : 0
  }

  private static let onOpenSocket: hoso_curl_open_socket = { context, purpose, address in
    guard let slot = TransferSlot.slot(context), let address, purpose == CURLSOCKTYPE_IPCXN,
      let offset = MemoryLayout<curl_sockaddr>.offset(of: \.addr)
    else { return -1 }
    let bytes = UnsafeRawBufferPointer(
      start: UnsafeRawPointer(address) + offset, count: Int(address.pointee.addrlen))
    guard slot.mayConnect(to: SocketAddress(bytes)) else { return -1 }
    return socket(
      address.pointee.family, address.pointee.socktype | Int32(SOCK_CLOEXEC.rawValue),
      address.pointee.protocol)
  }

  private static let beforeRequest: hoso_curl_before_request = {
    context, remote, local, remotePort, _ in
    guard let slot = TransferSlot.slot(context), let remote, let port = UInt16(exactly: remotePort)
    else { return CURL_PREREQFUNC_ABORT }
    let isAllowed = slot.mayRequest(
      of: IPAddress(cText: remote), port: port, from: local.flatMap { IPAddress(cText: $0) })
    return isAllowed ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT
  }

  /// Judges an address the name led to.
  ///
  /// Another one may follow: of a mixed answer only what is allowed is used, because resolvers of
  /// IPv6-only networks (DNS64, RFC 6147) mix addresses in.
  private func mayConnect(to end: SocketAddress?) -> Bool {
    leaveLookup()
    guard let end else {
      refused = (SocketAddress(IPAddress(v4: 0), port: 0), .unreadable)
      return false
    }
    switch pool.judgedBy.judge(end.address, port: end.port, isPlain: request.url.isPlain) {
    case .allowed:
      openedSockets += 1
      remote = end
      return true
    case .refused(let why):
      refused = (end, why)
      return false
    }
  }

  /// Judges the connection itself; a connection that is used again only passes here.
  private func mayRequest(of address: IPAddress?, port: UInt16, from local: IPAddress?) -> Bool {
    leaveLookup()
    phase = .answer
    let end = SocketAddress(address ?? IPAddress(v4: 0), port: port)
    remote = end
    var verdict = AddressVerdict.refused(.unreadable)
    if let address {
      verdict = pool.judgedBy.judge(address, port: port, isPlain: request.url.isPlain)
      if address == local, pool.judgedBy.listensItself(at: end) { verdict = .refused(.ownListener) }
    }
    guard case .refused(let why) = verdict else {
      if !pool.looksThroughNames() { keepNames() }
      return true
    }
    refused = (end, why)
    isAborted = true
    return false
  }

  /// Has libcurl not look through all the addresses of the group when the transfer ends, as it does
  /// with each one.
  ///
  /// Its own address is found by now, so nothing else is changed.
  private func keepNames() {
    var options = CurlOptions(easy)
    options.set(CURLOPT_DNS_CACHE_TIMEOUT, -1)
  }

  private func leaveLookup() {
    guard phase == .lookup else { return }
    phase = .connect
    pool.lookupEnded(of: request.url)
  }
}
