// A bare libcurl loop without a ledger, to compare hoso's deliveries with: one thread, one multi
// handle, connections kept, each easy handle used again, nothing recorded.
//
// sender PORT HOSTS COUNT CONCURRENCY BODY-BYTES posts COUNT bodies to 127.0.1.1 … 127.0.1.HOSTS
// in turn, CONCURRENCY at a time, and prints {"sent":…,"answered":…,"seconds":…,"cpu_seconds":…}.
#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

static size_t ignore(char *bytes, size_t size, size_t count, void *context) {
  (void)bytes, (void)context;
  return size * count;
}

static double wallSeconds(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static double cpuSeconds(void) {
  struct rusage use;
  getrusage(RUSAGE_SELF, &use);
  return (double)(use.ru_utime.tv_sec + use.ru_stime.tv_sec)
      + (double)(use.ru_utime.tv_usec + use.ru_stime.tv_usec) / 1e6;
}

static long number(const char *text) {
  char *end;
  long value = strtol(text, &end, 10);
  if (*end || value < 1) {
    fprintf(stderr, "sender: %s is no number above 0\n", text);
    exit(64);
  }
  return value;
}

static struct curl_slist *headers(void) {
  // As many and as long as those of a delivery.
  static const char *const lines[] = {
      "Expect:",
      "Content-Type: application/cloudevents+json; charset=utf-8",
      "webhook-id: evt_5f8c0e9b1d2a47c6a0b1c2d3e4f50617",
      "webhook-timestamp: 1583391120",
      "webhook-signature: v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4= v1a,hnO3f9T8Ytu9HwrXslvuml"
      "UpqtNVqkhqwK5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4aBcDeF==",
  };
  struct curl_slist *list = NULL;
  for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) list = curl_slist_append(list, lines[i]);
  return list;
}

static CURL *makeEasy(struct curl_slist *list, const char *body, long bytes) {
  CURL *easy = curl_easy_init();
  if (!easy) exit(71);
  curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(easy, CURLOPT_PROXY, "");
  curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, 15000L);
  curl_easy_setopt(easy, CURLOPT_POST, 1L);
  curl_easy_setopt(easy, CURLOPT_POSTFIELDS, body);
  curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE, bytes);
  curl_easy_setopt(easy, CURLOPT_HTTPHEADER, list);
  curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, ignore);
  return easy;
}

static void start(CURLM *multi, CURL *easy, long port, long host) {
  char url[64];
  snprintf(url, sizeof url, "http://127.0.1.%ld:%ld/hoso", host + 1, port);
  curl_easy_setopt(easy, CURLOPT_URL, url);
  curl_multi_add_handle(multi, easy);
}

int main(int count, char **arguments) {
  if (count != 6) {
    fprintf(stderr, "usage: sender PORT HOSTS COUNT CONCURRENCY BODY-BYTES\n");
    return 64;
  }
  long port = number(arguments[1]), hosts = number(arguments[2]), wanted = number(arguments[3]);
  long concurrency = number(arguments[4]), bytes = number(arguments[5]);
  if (hosts > 254 || concurrency > 4096 || bytes > 1 << 20) return 64;
  curl_global_init(CURL_GLOBAL_DEFAULT);
  CURLM *multi = curl_multi_init();
  curl_multi_setopt(multi, CURLMOPT_MAXCONNECTS, concurrency > hosts ? concurrency : hosts);
  char *body = malloc((size_t)bytes);
  if (!multi || !body) return 71;
  memset(body, 'x', (size_t)bytes);
  struct curl_slist *list = headers();

  double wall = wallSeconds(), cpu = cpuSeconds();
  long sent = 0, done = 0, answered = 0;
  for (; sent < concurrency && sent < wanted; sent++)
    start(multi, makeEasy(list, body, bytes), port, sent % hosts);
  while (done < wanted) {
    int running, left, any = 0;
    CURLMsg *message;
    curl_multi_perform(multi, &running);
    while ((message = curl_multi_info_read(multi, &left))) {
      CURL *easy = message->easy_handle;
      long status = 0;
      curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
      answered += message->data.result == CURLE_OK && status / 100 == 2;
      done++, any = 1;
      curl_multi_remove_handle(multi, easy);
      if (sent < wanted)
        start(multi, easy, port, sent++ % hosts);
      else
        curl_easy_cleanup(easy);
    }
    if (!any) curl_multi_poll(multi, NULL, 0, 1000, NULL);
  }
  printf("{\"sent\":%ld,\"answered\":%ld,\"seconds\":%.3f,\"cpu_seconds\":%.3f}\n", sent, answered,
      wallSeconds() - wall, cpuSeconds() - cpu);
  curl_multi_cleanup(multi);
  curl_slist_free_all(list);
  free(body);
  return answered == wanted ? 0 : 1;
}
