#include "archive/digest.hpp"

namespace gavel::archive {
namespace {

constexpr std::string_view sm3_of_abc =
    "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0";

TEST(Digest, KnowsThePublishedVectors) {  // FIPS 180-4, GB/T 32905 appendix A.1
  const auto of_abc = [](DigestKind kind) {
    Digest digest(kind);
    digest.update("abc");
    return digest.finish_hex();
  };
  EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(of_abc(DigestKind::sha512).substr(0, 32), "ddaf35a193617abacc417349ae204131");
  EXPECT_EQ(of_abc(DigestKind::sm3), sm3_of_abc);
}

TEST(Digest, OfPiecesIsTheDigestOfTheWhole) {
  Digest digest(DigestKind::sm3);
  digest.update("a");
  digest.update("");
  digest.update("bc");
  EXPECT_EQ(digest.finish_hex(), sm3_of_abc);
}

TEST(Hex, ReadsBothCasesAndNothingElse) {
  EXPECT_EQ(from_hex("00fFa1"), std::string("\x00\xff\xa1", 3));
  EXPECT_EQ(from_hex("abc"), std::nullopt);
  EXPECT_EQ(from_hex("0g"), std::nullopt);
}

TEST(Base64, HasOneSpellingForEachValue) {  // RFC 4648 section 10
  for (const auto& [bytes, text] : std::vector<std::pair<std::string, std::string>>{
           {"", ""}, {"f", "Zg=="}, {"fo", "Zm8="}, {"foo", "Zm9v"}, {"foobar", "Zm9vYmFy"}}) {
    EXPECT_EQ(to_base64(bytes), text);
    EXPECT_EQ(from_base64(text), bytes);
  }
  for (const std::string bad :
       {"Zg", "Zg=", "Zh==", "Zm9v ", " Zm9v", "Zm9\n", "====", "Z===", "Zm-v"})
    EXPECT_EQ(from_base64(bad), std::nullopt) << bad;
}

}  // namespace
}  // namespace gavel::archive
