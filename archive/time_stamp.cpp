#include "archive/time_stamp.hpp"

#include <algorithm>
#include <array>
#include <ctime>
#include <span>

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ts.h>
#include <openssl/x509.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>

#include "archive/digest.hpp"
#include "archive/openssl.hpp"
#include "engine/base/ensure.hpp"

namespace gavel::archive {
namespace {

constexpr std::size_t bytes_max = std::size_t{64} * 1024;

using Request = std::unique_ptr<TS_REQ, Freed<TS_REQ_free>>;
using Imprint = std::unique_ptr<TS_MSG_IMPRINT, Freed<TS_MSG_IMPRINT_free>>;
using Algorithm = std::unique_ptr<X509_ALGOR, Freed<X509_ALGOR_free>>;
using Response = std::unique_ptr<TS_RESP, Freed<TS_RESP_free>>;
using Status = std::unique_ptr<TS_STATUS_INFO, Freed<TS_STATUS_INFO_free>>;
using Token = std::unique_ptr<PKCS7, Freed<PKCS7_free>>;
using Info = std::unique_ptr<TS_TST_INFO, Freed<TS_TST_INFO_free>>;
using Store = std::unique_ptr<X509_STORE, Freed<X509_STORE_free>>;
using StoreContext = std::unique_ptr<X509_STORE_CTX, Freed<X509_STORE_CTX_free>>;
using Number = std::unique_ptr<BIGNUM, Freed<BN_free>>;
struct FreeStack {
  void operator()(STACK_OF(X509) * it) const { sk_X509_free(it); }
};
using Certificates = std::unique_ptr<STACK_OF(X509), FreeStack>;  ///< The certificates are others'.

/// What the library says of a failure is for no one: it must not stay for the next who asks.
struct QuietErrors {
  QuietErrors() = default;
  QuietErrors(const QuietErrors&) = delete;
  QuietErrors& operator=(const QuietErrors&) = delete;
  ~QuietErrors() { ERR_clear_error(); }
};

/// DER of a value, by the library's writer of its type.
template <typename T>
std::string der(const T* value, int (*write)(const T*, unsigned char**)) {
  unsigned char* out = nullptr;
  const int length = write(value, &out);
  ensure(length > 0, "a value that was made can be written");
  std::string bytes(reinterpret_cast<char*>(out), static_cast<std::size_t>(length));
  OPENSSL_free(out);
  return bytes;
}

/// The value that is all of `bytes`; null otherwise.
template <typename T>
T* read_all(std::string_view bytes, T* (*read)(T**, const unsigned char**, long),
            void (*discard)(T*)) {
  const unsigned char* at = octets(bytes);
  T* value = read(nullptr, &at, static_cast<long>(bytes.size()));
  if (value != nullptr && at == octets(bytes) + bytes.size()) return value;
  discard(value);
  return nullptr;
}

/// A response that says "granted" with this token; null when the token is no time-stamp.
Response granted(Token token) {
  if (!token || PKCS7_type_is_signed(token.get()) == 0) return nullptr;
  Info info(PKCS7_to_TS_TST_INFO(token.get()));
  if (!info) return nullptr;
  Response response(TS_RESP_new());
  const Status status(TS_STATUS_INFO_new());
  ensure(response && status && TS_STATUS_INFO_set_status(status.get(), TS_STATUS_GRANTED) == 1 &&
             TS_RESP_set_status_info(response.get(), status.get()) == 1,
         "a response can be made");
  TS_RESP_set_tst_info(response.get(), token.release(), info.release());
  return response;
}

bool is_granted(TS_RESP* response) {
  const auto* status = TS_STATUS_INFO_get0_status(TS_RESP_get_status_info(response));
  const long value = ASN1_INTEGER_get(status);
  return value == TS_STATUS_GRANTED || value == TS_STATUS_GRANTED_WITH_MODS;
}

Instant instant_of(const ASN1_GENERALIZEDTIME* time) {
  std::tm parts{};
  if (ASN1_TIME_to_tm(time, &parts) != 1) return {};
  using namespace std::chrono;
  return sys_days{year{parts.tm_year + 1900} / (parts.tm_mon + 1) / parts.tm_mday} +
         hours{parts.tm_hour} + minutes{parts.tm_min} + seconds{parts.tm_sec};
}

/// By which digest the imprint is made; null for one that is not taken: too weak, or unknown.
const EVP_MD* digest_of(TS_MSG_IMPRINT* imprint) {
  const ASN1_OBJECT* name = nullptr;
  X509_ALGOR_get0(&name, nullptr, nullptr, TS_MSG_IMPRINT_get_algo(imprint));
  switch (OBJ_obj2nid(name)) {
    case NID_sha256:
      return EVP_sha256();
    case NID_sha384:
      return EVP_sha384();
    case NID_sha512:
      return EVP_sha512();
    case NID_sm3:
      return EVP_sm3();
    default:
      return nullptr;
  }
}

std::optional<TimeStampFault> against_imprint(TS_TST_INFO* info, std::string_view signature) {
  TS_MSG_IMPRINT* const imprint = TS_TST_INFO_get_msg_imprint(info);
  const EVP_MD* const digest = digest_of(imprint);
  if (digest == nullptr) return TimeStampFault::unknown_digest;
  std::array<unsigned char, EVP_MAX_MD_SIZE> computed{};
  unsigned int length = 0;
  ensure(EVP_Digest(signature.data(), signature.size(), computed.data(), &length, digest,
                    nullptr) == 1,
         "the crypto library digests");
  const ASN1_OCTET_STRING* const stated = TS_MSG_IMPRINT_get_msg(imprint);
  const unsigned char* const first = ASN1_STRING_get0_data(stated);
  const bool same =
      std::ranges::equal(std::span(computed.data(), length),
                         std::span(first, static_cast<std::size_t>(ASN1_STRING_length(stated))));
  return same ? std::nullopt : std::optional(TimeStampFault::wrong_imprint);
}

TimeStampFault fault_of(int chain_error) {
  switch (chain_error) {
    case X509_V_ERR_CERT_HAS_EXPIRED:
    case X509_V_ERR_CERT_NOT_YET_VALID:
      return TimeStampFault::expired_certificate;
    case X509_V_ERR_INVALID_PURPOSE:
      return TimeStampFault::not_an_authority;
    default:
      return TimeStampFault::untrusted;
  }
}

Certificates stack_of(std::span<const std::shared_ptr<X509>> certificates) {
  Certificates stack(sk_X509_new_null());
  for (const auto& certificate : certificates)
    ensure(sk_X509_push(stack.get(), certificate.get()) > 0, "a certificate finds its place");
  return stack;
}

/// `flags` say how far a way must lead: to a root, or to any certificate that is trusted.
Store trusting(STACK_OF(X509) * roots, Instant as_of, unsigned long flags) {
  Store store(X509_STORE_new());
  ensure(store != nullptr, "a store can be made");
  for (int i = 0; i < sk_X509_num(roots); ++i)
    ensure(X509_STORE_add_cert(store.get(), sk_X509_value(roots, i)) == 1, "a root is added");
  X509_VERIFY_PARAM* const how = X509_STORE_get0_param(store.get());
  // Not by to_time_t: it counts in nanoseconds, and a day after 2262 would come round as another.
  X509_VERIFY_PARAM_set_time(
      how, std::chrono::floor<std::chrono::seconds>(as_of).time_since_epoch().count());
  X509_VERIFY_PARAM_set_flags(how, flags);
  return store;
}

/// The way from the signer's certificate to one that is trusted, in PEM as Stamped has it.
std::expected<std::string, TimeStampFault> way(X509_STORE* store, X509* signer,
                                               STACK_OF(X509) * carried) {
  const StoreContext context(X509_STORE_CTX_new());
  ensure(context && X509_STORE_CTX_init(context.get(), store, signer, carried) == 1 &&
             X509_STORE_CTX_set_purpose(context.get(), X509_PURPOSE_TIMESTAMP_SIGN) == 1,
         "a way can be looked for");
  if (X509_verify_cert(context.get()) != 1)
    return std::unexpected(fault_of(X509_STORE_CTX_get_error(context.get())));
  STACK_OF(X509)* const chain = X509_STORE_CTX_get0_chain(context.get());
  const int length = sk_X509_num(chain);
  const bool is_carried = carried != nullptr && sk_X509_find(carried, signer) >= 0;
  const Bio bio(BIO_new(BIO_s_mem()));
  for (int i = is_carried && length > 1 ? 1 : 0; i < length; ++i)
    ensure(PEM_write_bio_X509(bio.get(), sk_X509_value(chain, i)) == 1, "a certificate is written");
  return written(bio.get());
}

/// The way, and the signature with all that it binds (RFC 3161 2.4.2, RFC 5816).
std::expected<std::string, TimeStampFault> relied_on(PKCS7* token, X509* signer,
                                                     STACK_OF(X509) * roots, Instant as_of) {
  std::expected<std::string, TimeStampFault> chain = std::unexpected(TimeStampFault::untrusted);
  // A token may bind its certificates up to the root, so the whole way is tried first.
  for (const unsigned long flags : {0UL, static_cast<unsigned long>(X509_V_FLAG_PARTIAL_CHAIN)}) {
    const Store store = trusting(roots, as_of, flags);
    chain = way(store.get(), signer, token->d.sign->cert);
    if (!chain) continue;
    if (TS_RESP_verify_signature(token, roots, store.get(), nullptr) == 1) return chain;
    chain = std::unexpected(TimeStampFault::bad_signature);
  }
  return chain;
}

std::string subject_of(X509* certificate) {
  const Bio bio(BIO_new(BIO_s_mem()));
  // Letters beyond ASCII stay letters.
  constexpr unsigned long form =
      XN_FLAG_RFC2253 & ~static_cast<unsigned long>(ASN1_STRFLGS_ESC_MSB);
  X509_NAME_print_ex(bio.get(), X509_get_subject_name(certificate), 0, form);
  return written(bio.get());
}

std::string policy_of(TS_TST_INFO* info) {
  std::array<char, 256> text{};
  const int length =
      OBJ_obj2txt(text.data(), static_cast<int>(text.size()), TS_TST_INFO_get_policy_id(info), 1);
  return {text.data(),
          static_cast<std::size_t>(std::clamp(length, 0, static_cast<int>(text.size()) - 1))};
}

std::string serial_of(TS_TST_INFO* info) {
  const Number number(ASN1_INTEGER_to_BN(TS_TST_INFO_get_serial(info), nullptr));
  char* const text = number ? BN_bn2hex(number.get()) : nullptr;
  std::string out = text == nullptr ? "" : text;
  OPENSSL_free(text);
  return out;
}

}  // namespace

std::string_view code(TimeStampFault fault) {
  switch (fault) {
    case TimeStampFault::too_large:
      return "too-large";
    case TimeStampFault::not_a_time_stamp:
      return "not-a-time-stamp";
    case TimeStampFault::not_granted:
      return "not-granted";
    case TimeStampFault::unknown_digest:
      return "unknown-digest";
    case TimeStampFault::wrong_imprint:
      return "wrong-imprint";
    case TimeStampFault::no_certificate:
      return "no-certificate";
    case TimeStampFault::untrusted:
      return "untrusted";
    case TimeStampFault::expired_certificate:
      return "expired-certificate";
    case TimeStampFault::not_an_authority:
      return "not-an-authority";
    case TimeStampFault::bad_signature:
      return "bad-signature";
    case TimeStampFault::too_early:
      return "too-early";
    case TimeStampFault::too_late:
      return "too-late";
  }
  return "";
}

std::string time_stamp_request(std::string_view signature) {
  const Hash digest = sha256(signature);
  const Algorithm algorithm(X509_ALGOR_new());
  const Imprint imprint(TS_MSG_IMPRINT_new());
  const Request request(TS_REQ_new());
  ensure(algorithm && imprint && request, "a request can be made");
  std::string hash(bytes_of(digest));
  X509_ALGOR_set0(algorithm.get(), OBJ_nid2obj(NID_sha256), V_ASN1_NULL, nullptr);
  ensure(TS_MSG_IMPRINT_set_algo(imprint.get(), algorithm.get()) == 1 &&
             TS_MSG_IMPRINT_set_msg(imprint.get(), reinterpret_cast<unsigned char*>(hash.data()),
                                    static_cast<int>(hash.size())) == 1 &&
             TS_REQ_set_version(request.get(), 1) == 1 &&
             TS_REQ_set_msg_imprint(request.get(), imprint.get()) == 1 &&
             TS_REQ_set_cert_req(request.get(), 1) == 1,
         "a request can be filled");
  return der<TS_REQ>(request.get(), i2d_TS_REQ);
}

std::optional<TsaRoots> TsaRoots::from_pem(std::string_view pem) {
  const QuietErrors quiet;
  const Bio bio = reading(pem);
  TsaRoots roots;
  while (X509* const read = PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr))
    roots.certificates_.emplace_back(read, X509_free);
  // The end of the text looks like a block that does not begin; anything else is damage.
  if (ERR_GET_REASON(ERR_peek_last_error()) != PEM_R_NO_START_LINE || roots.certificates_.empty())
    return std::nullopt;
  return roots;
}

std::expected<TimeStamp, TimeStampFault> TimeStamp::parse(std::string_view bytes) {
  const QuietErrors quiet;
  if (bytes.size() > bytes_max) return std::unexpected(TimeStampFault::too_large);
  Token token;
  if (const Response given{read_all<TS_RESP>(bytes, d2i_TS_RESP, TS_RESP_free)}) {
    if (!is_granted(given.get())) return std::unexpected(TimeStampFault::not_granted);
    token.reset(PKCS7_dup(TS_RESP_get_token(given.get())));
  } else {
    token.reset(read_all<PKCS7>(bytes, d2i_PKCS7, PKCS7_free));
  }
  const Response made = granted(std::move(token));
  if (!made) return std::unexpected(TimeStampFault::not_a_time_stamp);
  TimeStamp out;
  out.bytes_ = der<TS_RESP>(made.get(), i2d_TS_RESP);
  // What is examined is what is kept, and not how it came.
  out.response_ = {read_all<TS_RESP>(out.bytes_, d2i_TS_RESP, TS_RESP_free), TS_RESP_free};
  if (!out.response_) return std::unexpected(TimeStampFault::not_a_time_stamp);
  return out;
}

std::expected<Stamped, TimeStampFault> TimeStamp::verify(std::string_view signature,
                                                         const TsaRoots& roots,
                                                         std::optional<Instant> now) const {
  const QuietErrors quiet;
  TS_TST_INFO* const info = TS_RESP_get_tst_info(response_.get());
  PKCS7* const token = TS_RESP_get_token(response_.get());
  if (const auto fault = against_imprint(info, signature)) return std::unexpected(*fault);
  if (TS_TST_INFO_get_version(info) != 1) return std::unexpected(TimeStampFault::not_a_time_stamp);
  const Certificates trusted = stack_of(roots.certificates_);
  const Certificates signers(PKCS7_get0_signers(token, trusted.get(), 0));
  if (!signers || sk_X509_num(signers.get()) != 1)
    return std::unexpected(TimeStampFault::no_certificate);
  X509* const signer = sk_X509_value(signers.get(), 0);
  const Instant at = instant_of(TS_TST_INFO_get_time(info));
  const auto chain = relied_on(token, signer, trusted.get(), at);
  if (!chain) return std::unexpected(chain.error());
  if (now) {
    const auto still = relied_on(token, signer, trusted.get(), *now);
    if (!still) return std::unexpected(still.error());
  }
  return Stamped{.at = at,
                 .authority = subject_of(signer),
                 .policy = policy_of(info),
                 .serial = serial_of(info),
                 .chain = *chain};
}

std::optional<TimeStampFault> time_stamp_out_of(Instant at, Instant not_before, Instant not_after) {
  if (at < not_before - time_stamp_tolerance) return TimeStampFault::too_early;
  if (at > not_after + time_stamp_tolerance) return TimeStampFault::too_late;
  return std::nullopt;
}

}  // namespace gavel::archive
