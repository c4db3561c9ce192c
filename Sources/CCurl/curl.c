// Calls of libcurl go to the functions of the library that is loaded when the first one is made.
#include "CCurl.h"

#include <dlfcn.h>
#include <pthread.h>
#include <sys/eventfd.h>

#undef curl_easy_setopt
#undef curl_easy_getinfo
#undef curl_multi_setopt
#undef curl_share_setopt

// Each function under the type that its header gives it.
#define FUNCTION(name) static __typeof__(&name) real_##name;
#include "functions.h"
#undef FUNCTION

static const char *missing;
static pthread_once_t loading = PTHREAD_ONCE_INIT;

static void *find(void *library, const char *name) {
  void *found = dlsym(library, name);
  if (found == NULL && missing == NULL) missing = name;
  return found;
}

static void load(void) {
  static const char *const name = "libcurl.so.4";
  void *library = dlopen(name, RTLD_LAZY | RTLD_LOCAL);
  if (library == NULL) {
    missing = name;
    return;
  }
#define FUNCTION(name) *(void **)&real_##name = find(library, #name);
#include "functions.h"
#undef FUNCTION
}

const char *hoso_curl_missing(void) {
  pthread_once(&loading, load);
  return missing;
}

// What Swift calls by libcurl's own names. Hidden, so that no library finds these in place of its own.
#pragma GCC visibility push(hidden)
CURLcode curl_global_init(long flags) { return real_curl_global_init(flags); }
CURL *curl_easy_init(void) { return real_curl_easy_init(); }
void curl_easy_cleanup(CURL *easy) { real_curl_easy_cleanup(easy); }
void curl_easy_reset(CURL *easy) { real_curl_easy_reset(easy); }
const char *curl_easy_strerror(CURLcode code) { return real_curl_easy_strerror(code); }
void curl_free(void *bytes) { real_curl_free(bytes); }
CURLM *curl_multi_init(void) { return real_curl_multi_init(); }
CURLMcode curl_multi_cleanup(CURLM *multi) { return real_curl_multi_cleanup(multi); }
CURLMcode curl_multi_add_handle(CURLM *multi, CURL *easy) {
  return real_curl_multi_add_handle(multi, easy);
}
CURLMcode curl_multi_remove_handle(CURLM *multi, CURL *easy) {
  return real_curl_multi_remove_handle(multi, easy);
}
CURLMcode curl_multi_perform(CURLM *multi, int *running) {
  return real_curl_multi_perform(multi, running);
}
CURLMcode curl_multi_poll(
    CURLM *multi, struct curl_waitfd extra[], unsigned count, int timeout, int *ready) {
  return real_curl_multi_poll(multi, extra, count, timeout, ready);
}
CURLSHcode curl_share_cleanup(CURLSH *share) { return real_curl_share_cleanup(share); }
struct curl_slist *curl_slist_append(struct curl_slist *list, const char *text) {
  return real_curl_slist_append(list, text);
}
void curl_slist_free_all(struct curl_slist *list) { real_curl_slist_free_all(list); }
CURLU *curl_url(void) { return real_curl_url(); }
void curl_url_cleanup(CURLU *url) { real_curl_url_cleanup(url); }
CURLUcode curl_url_get(CURLU *url, CURLUPart part, char **text, unsigned flags) {
  return real_curl_url_get(url, part, text, flags);
}
CURLUcode curl_url_set(
    CURLU *url, CURLUPart part, const char *text, unsigned flags) {
  return real_curl_url_set(url, part, text, flags);
}
#pragma GCC visibility pop

CURLcode hoso_curl_set_long(CURL *easy, CURLoption option, long value) {
  return real_curl_easy_setopt(easy, option, value);
}

CURLcode hoso_curl_set_offset(CURL *easy, CURLoption option, curl_off_t value) {
  return real_curl_easy_setopt(easy, option, value);
}

CURLcode hoso_curl_set_text(CURL *easy, CURLoption option, const char *value) {
  return real_curl_easy_setopt(easy, option, value);
}

CURLcode hoso_curl_set_pointer(CURL *easy, CURLoption option, const void *value) {
  return real_curl_easy_setopt(easy, option, value);
}

CURLcode hoso_curl_set_list(
    CURL *easy, CURLoption option, struct curl_slist *value) {
  return real_curl_easy_setopt(easy, option, value);
}

CURLcode hoso_curl_set_blob(
    CURL *easy, CURLoption option, const void *bytes, size_t count) {
  struct curl_blob blob = {(void *)bytes, count, CURL_BLOB_COPY};
  return real_curl_easy_setopt(easy, option, &blob);
}

CURLcode hoso_curl_set_url(CURL *easy, CURLU *url) {
  return real_curl_easy_setopt(easy, CURLOPT_CURLU, url);
}

CURLcode hoso_curl_on_body(CURL *easy, hoso_curl_data call, void *context) {
  CURLcode code = real_curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, call);
  return code != CURLE_OK ? code : real_curl_easy_setopt(easy, CURLOPT_WRITEDATA, context);
}

CURLcode hoso_curl_on_header(CURL *easy, hoso_curl_data call, void *context) {
  CURLcode code = real_curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, call);
  return code != CURLE_OK ? code : real_curl_easy_setopt(easy, CURLOPT_HEADERDATA, context);
}

CURLcode hoso_curl_on_open_socket(
    CURL *easy, hoso_curl_open_socket call, void *context) {
  CURLcode code = real_curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, call);
  return code != CURLE_OK ? code : real_curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, context);
}

CURLcode hoso_curl_before_each_request(
    CURL *easy, hoso_curl_before_request call, void *context) {
  CURLcode code = real_curl_easy_setopt(easy, CURLOPT_PREREQFUNCTION, call);
  return code != CURLE_OK ? code : real_curl_easy_setopt(easy, CURLOPT_PREREQDATA, context);
}

CURLcode hoso_curl_get_long(CURL *easy, CURLINFO info, long *value) {
  return real_curl_easy_getinfo(easy, info, value);
}

CURLcode hoso_curl_get_offset(CURL *easy, CURLINFO info, curl_off_t *value) {
  return real_curl_easy_getinfo(easy, info, value);
}

CURLcode hoso_curl_get_pointer(CURL *easy, CURLINFO info, void **value) {
  return real_curl_easy_getinfo(easy, info, value);
}

CURLMcode hoso_curl_multi_set_long(CURLM *multi, CURLMoption option, long value) {
  return real_curl_multi_setopt(multi, option, value);
}

CURLSH *hoso_curl_share_of_connections(void) {
  CURLSH *share = real_curl_share_init();
  if (share && (real_curl_share_setopt(share, CURLSHOPT_SHARE, CURL_LOCK_DATA_CONNECT) != CURLSHE_OK ||
                real_curl_share_setopt(share, CURLSHOPT_SHARE, CURL_LOCK_DATA_DNS) != CURLSHE_OK)) {
    real_curl_share_cleanup(share);
    return NULL;
  }
  return share;
}

CURLcode hoso_curl_set_share(CURL *easy, CURLSH *share) {
  return real_curl_easy_setopt(easy, CURLOPT_SHARE, share);
}

int hoso_curl_next_done(CURLM *multi, CURL **easy, CURLcode *result) {
  int left;
  CURLMsg *message;
  while ((message = real_curl_multi_info_read(multi, &left))) {
    if (message->msg == CURLMSG_DONE) {
      *easy = message->easy_handle;
      *result = message->data.result;
      return 1;
    }
  }
  return 0;
}

int hoso_event_descriptor(void) {
  return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
}
