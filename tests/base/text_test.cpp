#include "engine/base/text.hpp"

#include "engine/base/ensure.hpp"

namespace gavel {
namespace {

TEST(Diagnostic, ReadsLikeACompilers) {
  const Diagnostic diagnostic{
      Diagnostic::Severity::error, {"a.scxml", 3, 7}, "no-target", "Wrong."};
  EXPECT_EQ(to_string(diagnostic), "a.scxml:3:7: error: Wrong. [no-target]");
  EXPECT_EQ(to_string(Diagnostic{Diagnostic::Severity::note, {"a.scxml", 0, 0}, "", "Whole."}),
            "a.scxml: note: Whole.");
}

TEST(Ensure, ThrowsNamingThePlaceOnlyWhenBroken) {
  EXPECT_NO_THROW(ensure(true, "holds"));
  try {
    ensure(false, "one is two");
    FAIL();
  } catch (const BrokenInvariant& broken) {
    EXPECT_TRUE(std::string(broken.what()).contains("text_test.cpp:"));
    EXPECT_TRUE(std::string(broken.what()).ends_with("one is two"));
  }
}

}  // namespace
}  // namespace gavel
