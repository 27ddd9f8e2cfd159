#pragma once
// A time-stamping authority of its own: a root, an authority's certificate under it, and answers to
// requests at any instant, which the openssl command line cannot give.
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ts.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include "engine/base/time.hpp"

namespace gavel::archive::test {

using Certificate = std::shared_ptr<X509>;
using KeyPair = std::shared_ptr<EVP_PKEY>;

inline void must(bool done, const char* what) {
  if (!done) throw std::runtime_error(std::string("the crypto library does not ") + what);
}

inline std::string text_of(BIO* bio) {
  char* data = nullptr;
  const long length = BIO_get_mem_data(bio, &data);
  std::string out(data, static_cast<std::size_t>(length));
  BIO_free(bio);
  return out;
}

inline std::string pem_of(const Certificate& certificate) {
  BIO* const bio = BIO_new(BIO_s_mem());
  must(PEM_write_bio_X509(bio, certificate.get()) == 1, "write a certificate");
  return text_of(bio);
}

struct Validity {
  Instant from, to;
};

/// What the certificate is for, as extensions: name and value in the words of openssl.cnf.
using Extensions = std::vector<std::pair<int, const char*>>;

class TimeAuthority {
 public:
  explicit TimeAuthority(Validity validity)
      : validity_(validity),
        root_key_(new_key()),
        key_(new_key()),
        root(certify("测试根", root_key_, nullptr,
                     {{NID_basic_constraints, "critical,CA:TRUE"},
                      {NID_key_usage, "critical,keyCertSign"}})),
        own(certified_for("critical,timeStamping")) {}

  /// A certificate of the same name, number and key for another purpose.
  [[nodiscard]] Certificate certified_for(const char* purpose) const {
    return certify("国家授时测试", key_, root.get(),
                   {{NID_key_usage, "critical,digitalSignature"}, {NID_ext_key_usage, purpose}});
  }

  /// The answer to a TimeStampReq, a TimeStampResp; refuses what is asked by other digests than
  /// SHA-1, SHA-256 and SM3. Without a certificate in it when none was asked for.
  [[nodiscard]] std::string answer(std::string_view request, Instant at) const {
    const std::unique_ptr<TS_RESP_CTX, decltype(&TS_RESP_CTX_free)> context(TS_RESP_CTX_new(),
                                                                            TS_RESP_CTX_free);
    ASN1_OBJECT* const policy = OBJ_txt2obj("1.2.156.3.1", 1);
    must(TS_RESP_CTX_set_signer_cert(context.get(), own.get()) == 1 &&
             TS_RESP_CTX_set_signer_key(context.get(), key_.get()) == 1 &&
             TS_RESP_CTX_set_signer_digest(context.get(), EVP_sha256()) == 1 &&
             TS_RESP_CTX_set_ess_cert_id_digest(context.get(), EVP_sha256()) == 1 &&
             TS_RESP_CTX_set_def_policy(context.get(), policy) == 1 &&
             TS_RESP_CTX_add_md(context.get(), EVP_sha256()) == 1 &&
             TS_RESP_CTX_add_md(context.get(), EVP_sha1()) == 1 &&
             TS_RESP_CTX_add_md(context.get(), EVP_sm3()) == 1,
         "set an authority up");
    ASN1_OBJECT_free(policy);
    long seconds = static_cast<long>(at.time_since_epoch().count() / 1000);
    TS_RESP_CTX_set_time_cb(context.get(), tell_time, &seconds);
    TS_RESP_CTX_set_serial_cb(context.get(), tell_serial, nullptr);
    BIO* const asked = BIO_new_mem_buf(request.data(), static_cast<int>(request.size()));
    TS_RESP* const response = TS_RESP_create_response(context.get(), asked);
    BIO_free(asked);
    must(response != nullptr, "answer");
    BIO* const bio = BIO_new(BIO_s_mem());
    must(i2d_TS_RESP_bio(bio, response) == 1, "write an answer");
    TS_RESP_free(response);
    return text_of(bio);
  }

 private:
  static KeyPair new_key() {
    return {EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256"), EVP_PKEY_free};
  }

  static int tell_time(TS_resp_ctx*, void* at, long* seconds, long* micros) {
    *seconds = *static_cast<long*>(at);
    *micros = 0;
    return 1;
  }
  static ASN1_INTEGER* tell_serial(TS_resp_ctx*, void*) {
    static long last = 0x4700;
    ASN1_INTEGER* const serial = ASN1_INTEGER_new();
    ASN1_INTEGER_set(serial, ++last);
    return serial;
  }

  [[nodiscard]] Certificate certify(const char* name, const KeyPair& key, X509* issuer,
                                    const Extensions& extensions) const {
    Certificate out(X509_new(), X509_free);
    X509_set_version(out.get(), X509_VERSION_3);
    ASN1_INTEGER_set(X509_get_serialNumber(out.get()), issuer == nullptr ? 1 : 2);
    const auto seconds = [](Instant at) {
      return static_cast<time_t>(at.time_since_epoch().count() / 1000);
    };
    ASN1_TIME_set(X509_getm_notBefore(out.get()), seconds(validity_.from));
    ASN1_TIME_set(X509_getm_notAfter(out.get()), seconds(validity_.to));
    X509_set_pubkey(out.get(), key.get());
    X509_NAME_add_entry_by_txt(X509_get_subject_name(out.get()), "CN", MBSTRING_UTF8,
                               reinterpret_cast<const unsigned char*>(name), -1, -1, 0);
    X509_set_issuer_name(out.get(), X509_get_subject_name(issuer == nullptr ? out.get() : issuer));
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer == nullptr ? out.get() : issuer, out.get(), nullptr, nullptr,
                   0);
    for (const auto& [kind, value] : extensions) {
      X509_EXTENSION* const extension = X509V3_EXT_conf_nid(nullptr, &context, kind, value);
      must(extension != nullptr && X509_add_ext(out.get(), extension, -1) == 1,
           "make an extension");
      X509_EXTENSION_free(extension);
    }
    must(X509_sign(out.get(), root_key_.get(), EVP_sha256()) > 0, "sign a certificate");
    return out;
  }

  Validity validity_;
  KeyPair root_key_, key_;

 public:
  Certificate root, own;
};

}  // namespace gavel::archive::test
