// Time-stamps on signatures over the API: what to ask, what is taken, what is refused and why.
#include <gtest/gtest.h>

#include "archive/time_stamp.hpp"
#include "tests/api/office.hpp"
#include "tests/archive/time_authority.hpp"

namespace gavel::api::test {
namespace {

using archive::test::pem_of;
using archive::test::TimeAuthority;

const archive::test::Validity years{*parse_instant("2025-01-01T00:00:00Z"),
                                    *parse_instant("2031-01-01T00:00:00Z")};
const TimeAuthority& authority() {
  static const TimeAuthority one(years);
  return one;
}

/// A matter with counsel's signed opinion, on a server that trusts one authority, or none.
struct Opinion {
  explicit Opinion(bool trusting = true, db::AskAuthority ask = {})
      : office({}, "", trusting ? pem_of(authority().root) : "", std::move(ask)) {
    (void)office.upload("li", id, "the draft");
    (void)office.notice_of(id);
    (void)office.post("admin", "/v1/clock", {{"days", 45}});
    EXPECT_EQ(office.send("li", id, "notice.close").status, 201);
    EXPECT_EQ(office.post("zhao", "/v1/keys", Office::new_key("zhao", key)).status, 201);
    const Answer prepared =
        office.post("zhao", "/v1/matters/" + id + "/statements",
                    {{"event", "counsel.opinion"}, {"data", {{"conclusion", "lawful"}}}});
    href = prepared.text("/href");
  }
  void sign() {
    const std::string signature = key.sign(office.get("zhao", href).body);
    EXPECT_EQ(office.ask("POST", href + "/signatures", signature, office.signed_in("zhao")).status,
              201);
  }
  Answer request(const std::string& as = "zhao") {
    return office.get(as, href + "/time-stamp-request");
  }
  Answer hand_in(const std::string& bytes, const std::string& as = "zhao") {
    return office.ask("POST", href + "/time-stamps", bytes, office.signed_in(as));
  }
  std::string stamped(std::chrono::minutes later = {}, const TimeAuthority& by = authority()) {
    return by.answer(request().body, office.clock.now() + later);
  }

  Office office;
  std::string id = office.open_matter();
  archive::LogKey key = archive::LogKey::generate("counsel");
  std::string href;
};

TEST(TimeStamps, AreAskedForByTheServersRequestAndKeptWhenTheyHold) {
  Opinion at;
  at.sign();
  const Answer asked = at.request("li");  // whoever sees the matter
  ASSERT_EQ(asked.status, 200) << asked.body;
  EXPECT_EQ(asked.headers.get("Content-Type"), "application/timestamp-query");
  EXPECT_EQ(asked.body, at.request().body);
  const Answer kept = at.hand_in(at.stamped(), "li");
  ASSERT_EQ(kept.status, 201) << kept.body;
  EXPECT_EQ(kept.text("/authority"), "CN=国家授时测试");
  // an authority tells whole seconds
  EXPECT_EQ(parse_instant(kept.text("/stamped_at")),
            std::chrono::floor<std::chrono::seconds>(at.office.clock.now()));
  EXPECT_EQ(kept.headers.get("Location"), at.href + "/time-stamps/1");
  const Answer bytes = at.office.get("zhao", at.href + "/time-stamps/1");
  EXPECT_EQ(bytes.headers.get("Content-Type"), "application/timestamp-reply");
  EXPECT_EQ(archive::sha256_hex(bytes.body), kept.text("/sha256"));
  EXPECT_EQ(at.hand_in(at.stamped(std::chrono::minutes{3})).text("/number"), "2");
  const Answer list = at.office.get("zhao", "/v1/matters/" + at.id + "/statements");
  EXPECT_EQ(list.at("/statements/0/signature/time_stamps/0"), kept.json()) << list.body;
  EXPECT_EQ(list.text("/statements/0/signature/time_stamps/1/number"), "2");
}

TEST(TimeStamps, AreAskedForByTheServerOnlyWhereItsOperatorNamedAnAuthority) {
  Opinion at;
  EXPECT_EQ(at.office.post("zhao", at.href + "/time-stamp-request", JsonObject()).brief(),
            "404 no-signature");
  at.sign();
  EXPECT_EQ(at.office.post("zhao", at.href + "/time-stamp-request", JsonObject()).brief(),
            "409 no-authority-asked");
}

/// A server whose operator named an authority; `while_asked` happens before it answers.
struct Asking {
  std::function<void()> while_asked = [] {};
  int asked = 0;
  Opinion at{true, [this](const std::string& request) -> std::expected<std::string, std::string> {
               ++asked;
               while_asked();
               return authority().answer(request, at.office.clock.now());
             }};
  Asking() { at.sign(); }
  Answer ask(const std::string& more = "") {
    return at.office.post("zhao", at.href + "/time-stamp-request" + more, JsonObject());
  }
};

TEST(TimeStamps, OfASignatureThatHasOneAreAnsweredFromTheRecord) {
  Asking one;
  const Answer first = one.ask();
  ASSERT_EQ(first.status, 201) << first.body;
  const Answer second = one.ask();
  EXPECT_EQ(second.status, 200);
  EXPECT_EQ(second.json(), first.json());
  EXPECT_EQ(one.asked, 1);
  // unless another one is asked for expressly
  const Answer another = one.ask("?again=true");
  EXPECT_EQ(another.status, 201) << another.body;
  EXPECT_EQ(another.text("/number"), "2");
  EXPECT_EQ(one.asked, 2);
  EXPECT_EQ(one.ask().text("/number"), "1");
  EXPECT_EQ(one.ask("?again=perhaps").brief(), "400 invalid-query");
}

TEST(TimeStamps, HandedInAreOnesToo) {
  Asking one;
  const Answer by_hand = one.at.hand_in(one.at.stamped());
  ASSERT_EQ(by_hand.status, 201);
  EXPECT_EQ(one.ask().json(), by_hand.json());
  EXPECT_EQ(one.asked, 0);
}

TEST(TimeStamps, AreAskedForOnceAtATimeAndNobodyWaitsForAnother) {
  Asking one;
  Answer meanwhile;
  one.while_asked = [&] { meanwhile = one.ask(); };
  EXPECT_EQ(one.ask().status, 201);
  EXPECT_EQ(meanwhile.brief(), "503 authority-busy");
  EXPECT_EQ(meanwhile.headers.get("Retry-After"), "2");
  EXPECT_EQ(one.ask().status, 200);
  EXPECT_EQ(one.asked, 1);
}

TEST(TimeStamps, AreForWhoSeesTheSignedStepAndForNoOneElse) {
  Opinion at;
  at.sign();
  const std::string stamp = at.stamped();
  EXPECT_EQ(at.request("wu").brief(), "403 not-your-matter");
  EXPECT_EQ(at.hand_in(stamp, "wu").brief(), "403 not-your-matter");
  EXPECT_EQ(at.hand_in(stamp, "").brief(), "401 not-signed-in");
  ASSERT_EQ(at.hand_in(stamp).status, 201);
  EXPECT_EQ(at.office.get("wu", at.href + "/time-stamps/1").brief(), "403 not-your-matter");
  for (const char* none : {"2", "0", "-1", "1x", "99999999999999999999"})
    EXPECT_EQ(at.office.get("zhao", at.href + "/time-stamps/" + none).brief(),
              "404 no-such-time-stamp")
        << none;
  EXPECT_EQ(at.office.get("zhao", "/v1/statements/none/time-stamp-request").brief(),
            "404 no-such-statement");
}

TEST(TimeStamps, NeedASignature) {
  Opinion at;
  EXPECT_EQ(at.request().brief(), "404 no-signature");
  EXPECT_EQ(at.hand_in("x").brief(), "404 no-signature");
}

TEST(TimeStamps, AreNotTakenByAServerThatTrustsNobodyAndItSaysWhichOptionIsMissing) {
  Opinion at(false);
  at.sign();
  const Answer refused = at.hand_in(at.stamped());
  EXPECT_EQ(refused.brief(), "409 time-stamps-not-taken");
  EXPECT_NE(refused.text("/detail").find("--tsa-roots"), std::string::npos) << refused.body;
}

TEST(TimeStamps, AreKeptOnce) {
  Opinion at;
  at.sign();
  const std::string stamp = at.stamped();
  ASSERT_EQ(at.hand_in(stamp).status, 201);
  EXPECT_EQ(at.hand_in(stamp).brief(), "409 time-stamp-taken");
}

/// "422 bad-time-stamp wrong-imprint".
std::string refusal(const Answer& answer) {
  return answer.brief() + " " + answer.text("/errors/0/code");
}

TEST(TimeStamps, ThatDoNotHoldAreRefusedWithTheReasonInBothLanguages) {
  Opinion at;
  at.sign();
  const Instant now = at.office.clock.now();
  const std::string good = at.stamped(), request = at.request().body;
  const auto says = [&](const std::string& bytes) { return refusal(at.hand_in(bytes)); };
  const std::string bad = "422 bad-time-stamp time-stamp-";
  EXPECT_EQ(says(""), bad + "not-a-time-stamp");
  EXPECT_EQ(says("hello"), bad + "not-a-time-stamp");
  EXPECT_EQ(says(request), bad + "not-a-time-stamp");
  EXPECT_EQ(says(good + "x"), bad + "not-a-time-stamp");
  EXPECT_EQ(says(std::string(65537, '0')), bad + "too-large");
  const std::string other = archive::time_stamp_request("another signature");
  EXPECT_EQ(says(authority().answer(other, now)), bad + "wrong-imprint");
  EXPECT_EQ(says(at.stamped({}, TimeAuthority(years))), bad + "untrusted");
  EXPECT_EQ(says(authority().answer(request, now + std::chrono::minutes{6})), bad + "too-late");
  EXPECT_EQ(says(authority().answer(request, now - std::chrono::hours{1})), bad + "too-early");
  EXPECT_EQ(says(authority().answer(request, *parse_instant("2032-01-01T00:00:00Z"))),
            bad + "expired-certificate");
  std::string changed = good;
  changed[changed.size() - 1] = static_cast<char>(changed.back() ^ 1);  // within the signature
  EXPECT_EQ(says(changed), bad + "bad-signature");
  http::Headers english = at.office.signed_in("zhao");
  english.add("Accept-Language", "en");
  const Answer refused = at.office.ask("POST", at.href + "/time-stamps", "hello", english);
  EXPECT_NE(refused.body.find("Neither a TimeStampResp"), std::string::npos) << refused.body;
  // None of them was kept.
  EXPECT_EQ(at.office.get("zhao", at.href + "/time-stamps/1").brief(), "404 no-such-time-stamp");
}

}  // namespace
}  // namespace gavel::api::test
