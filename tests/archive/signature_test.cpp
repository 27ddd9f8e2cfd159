#include "archive/signature.hpp"

#include "tests/archive/shell.hpp"

namespace gavel::archive {
namespace {

const std::string message = "{\"conclusion\":\"合法\"}";

/// A key and a signature made by the openssl command line, as a signer would.
struct Signed {
  std::string name;     ///< Of the algorithm, in our words.
  std::string genpkey;  ///< Arguments of openssl genpkey.
  std::string sign;     ///< Command; %k key, %m message, %s signature.
};

const std::vector<Signed> ways{
    {"ed25519", "-algorithm ed25519", "openssl pkeyutl -sign -inkey %k -rawin -in %m -out %s"},
    {"ecdsa-p256-sha256", "-algorithm EC -pkeyopt ec_paramgen_curve:P-256",
     "openssl dgst -sha256 -sign %k -out %s %m"},
    {"sm2-sm3", "-algorithm SM2",
     "openssl dgst -sm3 -sigopt distid:1234567812345678 -sign %k -out %s %m"},
    {"sm2-sm3", "-algorithm EC -pkeyopt ec_paramgen_curve:SM2",
     "openssl pkeyutl -sign -inkey %k -rawin -digest sm3 -pkeyopt distid:1234567812345678 -in %m "
     "-out %s"},
};

std::string filled(std::string text, const TempDir& dir) {
  for (const auto& [mark, file] :
       {std::pair{"%k", "key"}, {"%m", "message"}, {"%s", "signature"}}) {
    if (const std::size_t at = text.find(mark); at != std::string::npos)
      text.replace(at, 2, (dir / file).string());
  }
  return text;
}

struct Made {
  std::string public_pem, signature;
};

Made make(const Signed& way, const TempDir& dir) {
  write_file(dir / "message", message);
  const std::string key = (dir / "key").string();
  const Ran made = run("openssl genpkey " + way.genpkey + " -out " + key + " && openssl pkey -in " +
                       key + " -pubout -out " + key + ".pub && " + filled(way.sign, dir));
  EXPECT_EQ(made.status, 0) << made.output;
  return {read_file(key + ".pub"), read_file(dir / "signature")};
}

TEST(Signature, MadeByTheOpensslCommandLineVerifies) {
  for (const Signed& way : ways) {
    const TempDir dir;
    const Made made = make(way, dir);
    const auto key = PublicKey::from_pem(made.public_pem);
    ASSERT_TRUE(key.has_value()) << way.genpkey << " " << code(key.error());
    EXPECT_EQ(name(key->algorithm()), way.name);
    EXPECT_TRUE(key->verify(message, made.signature)) << way.sign;
  }
}

TEST(Signature, OverAnotherMessageOrDamagedIsRefused) {
  for (const Signed& way : ways) {
    const TempDir dir;
    const Made made = make(way, dir);
    const auto key = PublicKey::from_pem(made.public_pem);
    ASSERT_TRUE(key.has_value());
    EXPECT_FALSE(key->verify(message + " ", made.signature));
    for (std::size_t i = 0; i < made.signature.size(); i += 7) {
      std::string damaged = made.signature;
      damaged[i] = static_cast<char>(damaged[i] ^ 1);
      EXPECT_FALSE(key->verify(message, damaged)) << way.name << " byte " << i;
    }
    EXPECT_FALSE(key->verify(message, ""));
    EXPECT_FALSE(key->verify(message, made.signature.substr(1)));
    EXPECT_FALSE(key->verify(message, made.signature + std::string(1, '\0')));
  }
}

TEST(Signature, WithSm2ButAnotherSignerIdIsRefused) {
  const TempDir dir;
  Signed way = ways[2];
  way.sign = "openssl dgst -sm3 -sigopt distid:someone-else -sign %k -out %s %m";
  const Made made = make(way, dir);
  EXPECT_FALSE(PublicKey::from_pem(made.public_pem)->verify(message, made.signature));
}

TEST(PublicKey, IsNamedByTheDigestOfItsDer) {
  const TempDir dir;
  const Made made = make(ways[0], dir);
  const std::string der = run("openssl pkey -pubin -in " + (dir / "key.pub").string() +
                              " -outform DER | sha256sum | head -c 64")
                              .output;
  const auto key = PublicKey::from_pem(made.public_pem);
  EXPECT_EQ(key->id(), der);
  EXPECT_EQ(key->pem(), made.public_pem);
  EXPECT_EQ(PublicKey::from_pem("words before\n" + made.public_pem)->id(), der);
}

KeyError error_of(const std::string& pem) { return PublicKey::from_pem(pem).error(); }

TEST(PublicKey, OfOtherKindsIsRefusedWithTheReason) {
  const TempDir dir;
  const std::string file = (dir / "k").string();
  const auto public_of = [&](const std::string& arguments) {
    EXPECT_EQ(run("openssl genpkey " + arguments + " -out " + file).status, 0);
    return run("openssl pkey -pubout -in " + file).output;
  };
  EXPECT_EQ(error_of(""), KeyError::not_pem);
  EXPECT_EQ(error_of("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n"),
            KeyError::not_pem);
  EXPECT_EQ(error_of(std::string(20000, 'x')), KeyError::too_large);
  EXPECT_EQ(error_of(public_of("-algorithm RSA -pkeyopt rsa_keygen_bits:2048")),
            KeyError::unsupported_key);
  EXPECT_EQ(error_of(read_file(file)), KeyError::private_key);
  EXPECT_EQ(error_of(public_of("-algorithm EC -pkeyopt ec_paramgen_curve:P-384")),
            KeyError::unsupported_key);
  EXPECT_EQ(error_of(public_of("-algorithm X25519")), KeyError::unsupported_key);
}

TEST(LogKey, SignsWhatOthersVerify) {
  const TempDir dir;
  const LogKey key = LogKey::generate("archive.example/ledger");
  const std::string signature = key.sign(message);
  EXPECT_TRUE(verify_ed25519(key.public_raw(), message, signature));
  EXPECT_FALSE(verify_ed25519(key.public_raw(), message + "x", signature));
  EXPECT_FALSE(verify_ed25519("short", message, signature));
  write_file(dir / "pub", key.public_pem());
  write_file(dir / "message", message);
  write_file(dir / "signature", signature);
  const std::string d = dir.path().string();
  EXPECT_EQ(run("openssl pkeyutl -verify -pubin -inkey " + d + "/pub -rawin -in " + d +
                "/message -sigfile " + d + "/signature")
                .status,
            0);
}

TEST(LogKey, IsTheSameAfterBeingStored) {
  const LogKey key = LogKey::generate("archive.example/ledger");
  const auto again = LogKey::from_pem(key.origin(), key.private_pem());
  ASSERT_TRUE(again.has_value());
  EXPECT_EQ(again->public_raw(), key.public_raw());
  EXPECT_EQ(LogKey::from_pem("x", "nothing").error(), KeyError::not_pem);
  const std::string ec =
      run("openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 2>/dev/null").output;
  EXPECT_EQ(LogKey::from_pem("x", ec).error(), KeyError::unsupported_key);
}

TEST(Ed25519, KnowsTheVectorOfTheStandard) {  // RFC 8032 section 7.1, test 2
  EXPECT_TRUE(verify_ed25519(
      *from_hex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"), "\x72",
      *from_hex("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00")));
}

}  // namespace
}  // namespace gavel::archive
