// Passwords, the throttle on guessing them, and the seal on stored answers.
#include <gtest/gtest.h>

#include "api/auth/passwords.hpp"
#include "api/auth/sealed.hpp"
#include "api/auth/throttle.hpp"

namespace gavel::auth {
namespace {

using namespace std::chrono_literals;
constexpr Instant start{std::chrono::sys_days{std::chrono::year{2026} / 1 / 5}};

TEST(Passwords, VerifyOnlyThemselves) {
  const std::string hash = hash_password("学区划分 42");
  EXPECT_TRUE(hash.starts_with("$argon2id$"));
  EXPECT_TRUE(verify_password(hash, "学区划分 42"));
  EXPECT_FALSE(verify_password(hash, "学区划分 43"));
  EXPECT_FALSE(verify_password(hash, ""));
  EXPECT_FALSE(verify_password(hash, std::string(password_bytes_max + 1, 'x')));
  EXPECT_FALSE(verify_password("not a hash", "x"));
  EXPECT_FALSE(verify_nobody("no account has this password"));
}

TEST(Passwords, MadeByTheServerAreLongAndNeverTheSame) {
  EXPECT_EQ(generate_password().size(), 24u);
  EXPECT_NE(generate_password(), generate_password());
}

TEST(LogInThrottle, LetsABurstThroughThenOneForEachRefill) {
  Throttle throttle({.burst = 3, .refill = 10s});
  for (int i = 0; i < 3; ++i) EXPECT_EQ(throttle.attempt("li", "a", start), 0ms);
  EXPECT_EQ(throttle.attempt("li", "a", start), 10s);
  EXPECT_EQ(throttle.attempt("li", "a", start + 4s), 6s);
  EXPECT_EQ(throttle.attempt("li", "a", start + 10s), 0ms);
  EXPECT_EQ(throttle.attempt("li", "a", start + 10s), 10s);
}

TEST(LogInThrottle, CountsEachAccountAndAddressAlone) {
  Throttle throttle({.burst = 1, .refill = 10s});
  EXPECT_EQ(throttle.attempt("li", "a", start), 0ms);
  EXPECT_EQ(throttle.attempt("li", "b", start), 0ms);
  EXPECT_EQ(throttle.attempt("wu", "a", start), 0ms);
  EXPECT_GT(throttle.attempt("li", "a", start), 0ms);
  throttle.forgive("li", "a");
  EXPECT_EQ(throttle.attempt("li", "a", start), 0ms);
}

TEST(LogInThrottle, ForgetsWhoeverWaitedLongEnough) {
  Throttle throttle({.burst = 1, .refill = 10s, .buckets_max = 2});
  EXPECT_EQ(throttle.attempt("one", "a", start), 0ms);
  EXPECT_EQ(throttle.attempt("two", "a", start + 5s), 0ms);
  EXPECT_EQ(throttle.attempt("three", "a", start + 11s), 0ms);
  EXPECT_GT(throttle.attempt("two", "a", start + 11s), 0ms) << "still waiting, so still known";
}

TEST(SealedAnswer, OpensWithItsKeyAlone) {
  const std::string sealed = seal("key-1", R"({"secret":"x"})");
  EXPECT_EQ(sealed.find("secret"), std::string::npos);
  EXPECT_EQ(unseal("key-1", sealed), R"({"secret":"x"})");
  EXPECT_FALSE(unseal("key-2", sealed));
  std::string changed = sealed;
  changed[40] = changed[40] == 'A' ? 'B' : 'A';
  EXPECT_FALSE(unseal("key-1", changed));
  EXPECT_FALSE(unseal("key-1", ""));
  EXPECT_EQ(unseal("key-1", seal("key-1", "")), "");
  EXPECT_NE(idempotency_name("key-1"), idempotency_name("key-2"));
}

}  // namespace
}  // namespace gavel::auth
