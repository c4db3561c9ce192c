#ifndef HOSO_CCRYPTO_SHIM_H
#define HOSO_CCRYPTO_SHIM_H
#include <openssl/evp.h>
#include <openssl/rand.h>
#endif
