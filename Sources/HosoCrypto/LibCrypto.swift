internal import CCrypto

/// The library itself, one for the process.
public enum LibCrypto {
  /// Keeps it from tearing itself down at exit, while another thread may still use it.
  public static func stayUntilExit() {
    OPENSSL_init_crypto(UInt64(OPENSSL_INIT_NO_ATEXIT), nil)
  }
}
