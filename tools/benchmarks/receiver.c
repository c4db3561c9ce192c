// A receiver that costs next to nothing, to measure senders with: one thread, epoll, loopback.
//
// receiver PORT HEALTHY HANGING listens on 127.0.1.1 … 127.0.1.HEALTHY, which answer every POST
// with 204 at once, and on 127.0.2.1 … 127.0.2.HANGING, which read and never answer. With neither
// it answers on every address of the loopback device. PORT 0 takes a free one. Prints the port. A line on standard input is answered with one of counts: requests
// answered, requests held, connections accepted. The end of the input ends it.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

enum { bufferBytes = 64 << 10, eventsMax = 256 };

static const char answer[] = "HTTP/1.1 204 No Content\r\n\r\n";

typedef struct {
  int socket;
  int isListener;
  int hangs;
  size_t used;
  char buffer[];
} Peer;

static long answered, held, accepted;

static void fail(const char *what) {
  perror(what);
  exit(1);
}

static Peer *makePeer(int socket, int isListener, int hangs) {
  Peer *peer = malloc(sizeof(Peer) + (isListener ? 0 : bufferBytes));
  if (!peer) fail("malloc");
  *peer = (Peer){socket, isListener, hangs, 0};
  return peer;
}

static void watch(int poll, Peer *peer) {
  struct epoll_event event = {.events = EPOLLIN, .data.ptr = peer};
  if (epoll_ctl(poll, EPOLL_CTL_ADD, peer->socket, &event) != 0) fail("epoll_ctl");
}

// Listens on 127.0.`net`.`number`, or on all of loopback for number 0; answers the port.
static int listenOn(int poll, int net, int number, int port) {
  int socketHere = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  int one = 1;
  setsockopt(socketHere, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
  if (number == 0 && setsockopt(socketHere, SOL_SOCKET, SO_BINDTODEVICE, "lo", 3) != 0) {
    fail("SO_BINDTODEVICE");
  }
  struct sockaddr_in address = {
      .sin_family = AF_INET,
      .sin_port = htons(port),
      .sin_addr.s_addr =
          htonl(number == 0 ? INADDR_ANY : 127u << 24 | (unsigned)net << 8 | (unsigned)number)};
  socklen_t length = sizeof address;
  if (bind(socketHere, (struct sockaddr *)&address, length) != 0) fail("bind");
  if (listen(socketHere, 512) != 0) fail("listen");
  getsockname(socketHere, (struct sockaddr *)&address, &length);
  watch(poll, makePeer(socketHere, 1, net == 2));
  return ntohs(address.sin_port);
}

static void acceptAll(int poll, const Peer *listener) {
  for (;;) {  // Bounded by the backlog.
    int socketHere = accept4(listener->socket, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (socketHere < 0) return;
    int one = 1;
    setsockopt(socketHere, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    accepted += 1;
    watch(poll, makePeer(socketHere, 0, listener->hangs));
  }
}

static void drop(Peer *peer) {
  close(peer->socket);
  free(peer);
}

// The length of a whole request at the start of the bytes; 0 if more must come, -1 if none can.
static long requestLength(const char *bytes, size_t count) {
  const char *end = memmem(bytes, count, "\r\n\r\n", 4);
  if (!end) return count < bufferBytes ? 0 : -1;
  size_t head = (size_t)(end - bytes) + 4;
  size_t body = 0;
  for (const char *line = memchr(bytes, '\n', head); line && line + 16 < bytes + head;
       line = memchr(line + 1, '\n', (size_t)(bytes + head - line - 1))) {
    if (strncasecmp(line + 1, "content-length:", 15) == 0) body = strtoul(line + 16, NULL, 10);
  }
  if (head + body > bufferBytes) return -1;
  return count >= head + body ? (long)(head + body) : 0;
}

static void serve(Peer *peer) {
  ssize_t count = read(peer->socket, peer->buffer + peer->used, bufferBytes - peer->used);
  if (count < 0 && (errno == EAGAIN || errno == EINTR)) return;
  if (count <= 0) return drop(peer);
  peer->used += (size_t)count;
  size_t start = 0;
  long length = 0;
  while ((length = requestLength(peer->buffer + start, peer->used - start)) > 0) {
    start += (size_t)length;
    if (peer->hangs) {
      held += 1;
    } else {
      answered += 1;
      if (write(peer->socket, answer, sizeof answer - 1) != sizeof answer - 1) return drop(peer);
    }
  }
  if (length < 0) return drop(peer);
  memmove(peer->buffer, peer->buffer + start, peer->used - start);
  peer->used -= start;
}

int main(int count, char **words) {
  if (count != 4) {
    fprintf(stderr, "receiver PORT HEALTHY HANGING\n");
    return 64;
  }
  int port = atoi(words[1]), healthy = atoi(words[2]), hanging = atoi(words[3]);
  int poll = epoll_create1(EPOLL_CLOEXEC);
  if (healthy < 0 || healthy > 250 || hanging < 0 || hanging > 250) return 64;
  struct rlimit files;
  if (getrlimit(RLIMIT_NOFILE, &files) == 0) {
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);
  }
  if (healthy + hanging == 0) port = listenOn(poll, 1, 0, port);
  for (int number = 1; number <= healthy; number++) port = listenOn(poll, 1, number, port);
  for (int number = 1; number <= hanging; number++) listenOn(poll, 2, number, port);
  struct epoll_event input = {.events = EPOLLIN, .data.ptr = NULL};
  if (epoll_ctl(poll, EPOLL_CTL_ADD, 0, &input) != 0) fail("epoll_ctl");
  printf("%d\n", port);
  fflush(stdout);
  for (;;) {  // Bounded by the input.
    struct epoll_event events[eventsMax];
    int ready = epoll_wait(poll, events, eventsMax, -1);
    if (ready < 0 && errno != EINTR) fail("epoll_wait");
    for (int index = 0; index < ready; index++) {
      Peer *peer = events[index].data.ptr;
      if (!peer) {
        char line[256];
        if (read(0, line, sizeof line) <= 0) return 0;
        printf("%ld %ld %ld\n", answered, held, accepted);
        fflush(stdout);
      } else if (peer->isListener) {
        acceptAll(poll, peer);
      } else {
        serve(peer);
      }
    }
  }
}
