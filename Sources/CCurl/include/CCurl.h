// libcurl, which is loaded when it is first called: a scan links none of it. A typed wrapper stands for
// each variadic function: Swift cannot call those.
//
// Whoever may import this module may reach the network.
#pragma once
#include <curl/curl.h>

typedef size_t (*hoso_curl_data)(char *bytes, size_t size, size_t count, void *context);
typedef curl_socket_t (*hoso_curl_open_socket)(
    void *context, curlsocktype purpose, struct curl_sockaddr *address);
typedef int (*hoso_curl_before_request)(
    void *context, char *remote, char *local, int remote_port, int local_port);

// The name of the library, if it cannot be loaded, or of the function that it lacks; null if all is
// there. Nothing else may be called before it said so.
const char *hoso_curl_missing(void);
CURLcode hoso_curl_set_long(CURL *easy, CURLoption option, long value);
CURLcode hoso_curl_set_offset(CURL *easy, CURLoption option, curl_off_t value);
CURLcode hoso_curl_set_text(CURL *easy, CURLoption option, const char *value);
CURLcode hoso_curl_set_pointer(CURL *easy, CURLoption option, const void *value);
CURLcode hoso_curl_set_list(
    CURL *easy, CURLoption option, struct curl_slist *value);
CURLcode hoso_curl_set_blob(
    CURL *easy, CURLoption option, const void *bytes, size_t count);
CURLcode hoso_curl_set_url(CURL *easy, CURLU *url);
CURLcode hoso_curl_on_body(CURL *easy, hoso_curl_data call, void *context);
CURLcode hoso_curl_on_header(CURL *easy, hoso_curl_data call, void *context);
CURLcode hoso_curl_on_open_socket(
    CURL *easy, hoso_curl_open_socket call, void *context);
CURLcode hoso_curl_before_each_request(
    CURL *easy, hoso_curl_before_request call, void *context);
CURLcode hoso_curl_get_long(CURL *easy, CURLINFO info, long *value);
CURLcode hoso_curl_get_offset(CURL *easy, CURLINFO info, curl_off_t *value);
CURLcode hoso_curl_get_pointer(CURL *easy, CURLINFO info, void **value);
CURLMcode hoso_curl_multi_set_long(CURLM *multi, CURLMoption option, long value);
// What keeps connections and addresses for the handles that are told to; NULL without memory.
CURLSH *hoso_curl_share_of_connections(void);
CURLcode hoso_curl_set_share(CURL *easy, CURLSH *share);
// The next finished transfer; 0 if there is none. CURLMsg's union does not come through to Swift.
int hoso_curl_next_done(CURLM *multi, CURL **easy, CURLcode *result);
// A descriptor to end curl_multi_poll from another thread with; -1 if there is none left.
int hoso_event_descriptor(void);
