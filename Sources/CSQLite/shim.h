#ifndef HOSO_CSQLITE_SHIM_H
#define HOSO_CSQLITE_SHIM_H
#include <fcntl.h>
#include <linux/stat.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

// Swift cannot call C functions with variable arguments, and sqlite3_db_config is one.
static inline int hoso_sqlite3_no_checkpoint_on_close(sqlite3 *db) {
  return sqlite3_db_config(db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, (int *)0);
}

// The macro casts -1 to a function pointer, which the importer leaves out.
static inline int hoso_sqlite3_bind_text_copy(sqlite3_stmt *s, int i, const char *p, int n) {
  return sqlite3_bind_text(s, i, p, n, SQLITE_TRANSIENT);
}
static inline int hoso_sqlite3_bind_blob_copy(sqlite3_stmt *s, int i, const void *p, int n) {
  return sqlite3_bind_blob(s, i, p, n, SQLITE_TRANSIENT);
}

// statx is hidden without _GNU_SOURCE, and syscall has variable arguments. Answers 0 if there is
// such a file; without a time of birth, or on kernels that do not know the call, *birth is 0.
static inline int hoso_file_identity(
    const char *path, unsigned long *inode, long *birth_nanoseconds) {
  struct statx found = {0};
  if (syscall(SYS_statx, AT_FDCWD, path, 0, STATX_INO | STATX_BTIME, &found) == 0) {
    *inode = found.stx_ino;
    *birth_nanoseconds = (found.stx_mask & STATX_BTIME)
      ? found.stx_btime.tv_sec * 1000000000L + found.stx_btime.tv_nsec : 0;
    return 0;
  }
  struct stat plain;
  if (stat(path, &plain) != 0) return -1;
  *inode = plain.st_ino;
  *birth_nanoseconds = 0;
  return 0;
}

#endif
