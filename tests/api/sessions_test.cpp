// Logging in, tokens and their end, accounts and keys.
#include <gtest/gtest.h>

#include "archive/signature.hpp"
#include "tests/api/office.hpp"

namespace gavel::api::test {
namespace {

using namespace std::chrono_literals;

Json credentials(const std::string& account, const std::string& password) {
  return {{"account", account}, {"password", password}};
}

TEST(Session, OpensWithTheRightPasswordAndEndsWhenToldTo) {
  Office office;
  const Answer session = office.post("", "/v1/sessions", credentials("li", Office::password));
  ASSERT_EQ(session.status, 201) << session.body;
  EXPECT_EQ(session.text("/account/unit"), "education");
  const http::Headers bearer{{"Authorization", "Bearer " + session.text("/token")}};
  EXPECT_EQ(office.ask("GET", "/v1/accounts/me", "", bearer).text("/account"), "li");
  const http::Headers shouted{{"authorization", "BEARER " + session.text("/token")}};
  EXPECT_EQ(office.ask("GET", "/v1/accounts/me", "", shouted).status, 200);
  EXPECT_EQ(office.ask("DELETE", "/v1/sessions/current", "", bearer).status, 204);
  EXPECT_EQ(office.ask("GET", "/v1/accounts/me", "", bearer).brief(), "401 token-unknown");
}

TEST(Session, AnswersAWrongPasswordAndNoAccountAlike) {
  Office office;
  const Answer wrong = office.post("", "/v1/sessions", credentials("li", "wrong"));
  const Answer nobody = office.post("", "/v1/sessions", credentials("nobody", "wrong"));
  EXPECT_EQ(wrong.brief(), "401 wrong-credentials");
  EXPECT_EQ(wrong.body, nobody.body);
  EXPECT_EQ(wrong.headers.get("WWW-Authenticate"), "Bearer");
}

TEST(Session, IsRefusedForAWhileAfterManyWrongPasswords) {
  Office office;
  for (int i = 0; i < 5; ++i) {
    EXPECT_EQ(office.post("", "/v1/sessions", credentials("li", "wrong")).status, 401);
  }
  const Answer throttled = office.post("", "/v1/sessions", credentials("li", Office::password));
  EXPECT_EQ(throttled.brief(), "429 too-many-log-ins");
  EXPECT_EQ(throttled.headers.get("Retry-After"), "12");
  EXPECT_EQ(office.post("", "/v1/sessions", credentials("wu", Office::password)).status, 201);
  office.wall.at += 12s;
  EXPECT_EQ(office.post("", "/v1/sessions", credentials("li", Office::password)).status, 201);
}

TEST(Session, EndsWithThePasswordThatItsHolderChanges) {
  Office office;
  const http::Headers bearer{{"Authorization", "Bearer " + office.token("li")},
                             {"Content-Type", "application/json"}};
  const auto change = [&](const std::string& now, const std::string& then) {
    return office.ask("PATCH", "/v1/accounts/me",
                      json_text(JsonObject{{"current_password", now}, {"password", then}}), bearer);
  };
  const Answer wrong = change("guessed it", "a password of my own");
  EXPECT_EQ(wrong.brief(), "422 invalid-body");
  EXPECT_EQ(wrong.text("/errors/0/pointer"), "/current_password");
  EXPECT_EQ(change(Office::password, "short").text("/errors/0/pointer"), "/password");
  EXPECT_EQ(office.ask("GET", "/v1/accounts/me", "", bearer).status, 200);

  EXPECT_EQ(change(Office::password, "a password of my own").status, 204);

  EXPECT_EQ(office.ask("GET", "/v1/accounts/me", "", bearer).brief(), "401 token-unknown");
  EXPECT_EQ(office.post("", "/v1/sessions", credentials("li", Office::password)).status, 401);
  EXPECT_EQ(office.post("", "/v1/sessions", credentials("li", "a password of my own")).status, 201);
  EXPECT_EQ(office.post("", "/v1/sessions", credentials("wu", Office::password)).status, 201);
}

TEST(Session, ExpiresInRealTimeAndNotWithTheVirtualClock) {
  Office office;
  const http::Headers bearer{{"Authorization", "Bearer " + office.token("li")}};
  EXPECT_EQ(office.post("admin", "/v1/clock", {{"days", 40}}).status, 200);
  EXPECT_EQ(office.ask("GET", "/v1/accounts/me", "", bearer).status, 200);
  office.wall.at += 12h + 1s;
  const Answer expired = office.ask("GET", "/v1/accounts/me", "", bearer);
  EXPECT_EQ(expired.brief(), "401 token-expired");
  EXPECT_EQ(expired.headers.get("WWW-Authenticate"), "Bearer error=\"invalid_token\"");
}

TEST(Session, IsNotToBeHadByMakingUpTokens) {
  Office office;
  EXPECT_EQ(office.ask("GET", "/v1/accounts/me").brief(), "401 not-signed-in");
  for (const char* field : {"Bearer ", "Bearer x", "Basic bGk6bGk=", "bearer", "Bearer \xff\xfe"}) {
    EXPECT_EQ(office.ask("GET", "/v1/accounts/me", "", {{"Authorization", field}}).status, 401)
        << field;
  }
}

TEST(Accounts, AreMadeByTheAdministratorAlone) {
  Office office;
  const Json wanted{
      {"account", "sun"}, {"name", "孙"}, {"unit", "justice"}, {"roles", JsonArray{"counsel"}}};
  EXPECT_EQ(office.post("li", "/v1/accounts", wanted).brief(), "403 role-required");
  const Answer made = office.post("admin", "/v1/accounts", wanted);
  ASSERT_EQ(made.status, 201) << made.body;
  EXPECT_EQ(made.headers.get("Location"), "/v1/accounts/sun");
  EXPECT_EQ(made.text("/password").size(), 24u);
  EXPECT_EQ(office.post("", "/v1/sessions", credentials("sun", made.text("/password"))).status,
            201);
  EXPECT_EQ(office.post("admin", "/v1/accounts", wanted).brief(), "409 account-taken");
  EXPECT_EQ(office.get("admin", "/v1/accounts/sun").text("/name"), "孙");
}

// Whatever the number says: a name that somebody of the unit bears is that person's, until it is
// said that it is another.
TEST(Accounts, OfOneNameInOneUnitAreTakenForOnePerson) {
  Office office;
  const auto account = [](const char* id, const char* name, const char* unit, const char* person) {
    return JsonObject{{"account", id}, {"name", name}, {"unit", unit}, {"person", person}};
  };
  ASSERT_EQ(office.post("admin", "/v1/accounts", account("one", "张三", "education", "1")).status,
            201);
  EXPECT_EQ(office.post("admin", "/v1/units", {{"id", "land"}, {"name", "国土局"}}).status, 201);
  const Answer again =
      office.post("admin", "/v1/accounts", account("two", "张　三 ", "education", "2"));
  EXPECT_EQ(again.brief(), "409 namesake");
  EXPECT_NE(again.text("/detail").find("one"), std::string::npos) << again.body;
  EXPECT_EQ(office.post("admin", "/v1/accounts", account("three", "张三", "land", "3")).status,
            201);
  const auto moved = [&](const char* body) {
    return office.patch("admin", "/v1/accounts/three", parse_json(body).value());
  };
  EXPECT_EQ(moved(R"({"unit":"education"})").brief(), "409 namesake");
  EXPECT_EQ(moved(R"({"disabled":true})").status, 200);
  EXPECT_EQ(moved(R"({"unit":"education","another_person":true})").status, 200);
  JsonObject namesake = account("two", "张三", "education", "2");
  namesake["another_person"] = true;
  EXPECT_EQ(office.post("admin", "/v1/accounts", namesake).status, 201);
}

// Whoever picks a unit by its name could not tell two of one name apart, nor could a rule.
TEST(Units, OfOneNameAreOneUnit) {
  Office office;
  const auto make = [&](const char* id, const char* name) {
    return office.post("admin", "/v1/units", {{"id", id}, {"name", name}});
  };
  ASSERT_EQ(make("land", "国土局（本级）").status, 201);
  EXPECT_EQ(make("land", "国土局（本级）").status, 201);
  const Answer other = make("land-2", "国土局 (本级)");
  EXPECT_EQ(other.brief(), "409 unit-name-taken");
  EXPECT_NE(other.text("/detail").find("“国土局（本级）”（编号 land"), std::string::npos)
      << other.body;
  const Answer renamed = make("land", "林业局");
  EXPECT_EQ(renamed.brief(), "409 unit-taken");
  EXPECT_NE(renamed.text("/detail").find("“国土局（本级）”"), std::string::npos) << renamed.body;
  EXPECT_EQ(make("land-2", "国土局（下属）").status, 201);
}

TEST(Accounts, HaveANameThatCanBeRead) {
  Office office;
  const Answer blank = office.post("admin", "/v1/accounts",
                                   {{"account", "blank"}, {"name", "　 "}, {"unit", "education"}});
  EXPECT_EQ(blank.brief(), "422 invalid-body");
  EXPECT_EQ(blank.text("/errors/0/code"), "missing");
  const Answer broken =
      office.post("admin", "/v1/accounts",
                  {{"account", "broken"}, {"name", "王\n乙副区长：不同意"}, {"unit", "education"}});
  EXPECT_EQ(broken.text("/errors/0/code"), "not-one-line") << broken.body;
  const Answer unit =
      office.post("admin", "/v1/units", {{"id", "odd"}, {"name", "局\xEF\xBF\xBF"}});
  EXPECT_EQ(unit.text("/errors/0/pointer"), "/name") << unit.body;
  EXPECT_EQ(unit.text("/errors/0/code"), "unfit-character");
}

// One person has one account, also when it was disabled; without a number nobody is told apart.
TEST(Accounts, OfOnePersonAreOne) {
  Office office;
  const auto account = [](const char* name, const char* person) {
    JsonObject out{
        {"account", name}, {"name", "某人"}, {"unit", "education"}, {"another_person", true}};
    if (*person != '\0') out["person"] = person;
    return out;
  };
  const Answer made = office.post("admin", "/v1/accounts", account("one", "8801"));
  ASSERT_EQ(made.status, 201) << made.body;
  EXPECT_EQ(made.text("/person"), "8801");
  EXPECT_EQ(office.post("admin", "/v1/accounts", account("two", "8801")).brief(),
            "409 person-taken");
  EXPECT_EQ(office.post("admin", "/v1/accounts", account("two", "")).status, 201);
  EXPECT_EQ(office.post("admin", "/v1/accounts", account("three", "")).status, 201);
  const auto change = [&](const char* name, const char* body) {
    return office.patch("admin", std::string("/v1/accounts/") + name, parse_json(body).value());
  };
  EXPECT_EQ(change("two", R"({"person":"8801"})").brief(), "409 person-taken");
  EXPECT_EQ(change("one", R"({"disabled":true,"person":"8801"})").status, 200);
  EXPECT_EQ(change("two", R"({"person":"8801"})").brief(), "409 person-taken");
  EXPECT_EQ(change("two", R"({"person":"8802"})").text("/person"), "8802");
}

TEST(Accounts, HoldNoRoleThatIsTheSystems) {
  Office office;
  for (const char* role : {"clock", "anyone", "Admin", "a b", ""}) {
    const Answer said = office.post(
        "admin", "/v1/accounts",
        {{"account", "sun"}, {"name", "孙"}, {"unit", "justice"}, {"roles", JsonArray{role}}});
    EXPECT_EQ(said.brief(), "422 invalid-body") << role;
  }
  // Told together with all else that is wrong.
  const Answer lost =
      office.post("admin", "/v1/accounts", {{"account", "S un"}, {"unit", "nowhere"}});
  EXPECT_EQ(lost.text("/errors/0/pointer"), "/name") << lost.body;
  EXPECT_EQ(lost.text("/errors/1/code"), "not-a-name");
  EXPECT_EQ(lost.text("/errors/2/detail"), "没有单位 nowhere；请先建立单位（POST /v1/units）。");
  EXPECT_EQ(office.patch("admin", "/v1/accounts/li", {{"unit", "nowhere"}}).text("/errors/0/code"),
            "no-such-unit");
}

TEST(Accounts, LoseTheirSessionsWhenDisabled) {
  Office office;
  ASSERT_EQ(office.get("li", "/v1/accounts/me").status, 200);
  http::Headers headers = office.signed_in("admin");
  headers.add("Content-Type", "application/json");
  EXPECT_EQ(office.ask("PATCH", "/v1/accounts/li", R"({"disabled":true})", headers).status, 200);
  EXPECT_EQ(office.get("li", "/v1/accounts/me").status, 401);
  EXPECT_EQ(office.post("", "/v1/sessions", credentials("li", Office::password)).brief(),
            "401 wrong-credentials");
  EXPECT_EQ(office.ask("PATCH", "/v1/accounts/none", "{}", headers).brief(), "404 no-such-account");
}

TEST(Keys, AreRegisteredOnceAndNeverPrivate) {
  Office office;
  const auto pair = archive::LogKey::generate("test");
  const Answer key = office.post("zhao", "/v1/keys", Office::new_key("zhao", pair));
  ASSERT_EQ(key.status, 201) << key.body;
  EXPECT_EQ(key.text("/algorithm"), "ed25519");
  EXPECT_EQ(office.post("li", "/v1/keys", Office::new_key("li", pair)).brief(), "409 key-taken");
  EXPECT_EQ(
      office.post("li", "/v1/keys", {{"public_key", pair.private_pem()}}).text("/errors/0/code"),
      "private-key");
  EXPECT_EQ(office.post("li", "/v1/keys", {{"public_key", "nonsense"}}).text("/errors/0/code"),
            "not-pem");
  const std::string place = "/v1/keys/" + key.text("/id");
  EXPECT_EQ(office.get("li", place).text("/account"), "zhao");
  EXPECT_EQ(office.post("li", place + "/revocation", JsonObject()).brief(), "404 no-such-key");
  EXPECT_NE(office.post("zhao", place + "/revocation", JsonObject()).text("/revoked_at"), "null");
  EXPECT_EQ(office.post("zhao", place + "/revocation", JsonObject()).brief(),
            "409 key-already-revoked");
}

TEST(Keys, OfWhoCannotAreRevokedByTheKeeperOfTheRegisterWithAReason) {
  Office office;
  const std::string id =
      office.post("zhao", "/v1/keys", Office::new_key("zhao", archive::LogKey::generate("test")))
          .text("/id");
  const std::string place = "/v1/accounts/zhao/keys/" + id + "/revocation";
  // given what is no one else's to do, and not without saying whose key and why
  EXPECT_EQ(office.post("li", place, {{"reason", "遗失"}}).brief(), "403 role-required");
  EXPECT_EQ(office.post("admin", place, JsonObject()).text("/errors/0/code"), "missing");
  EXPECT_EQ(office.post("admin", "/v1/accounts/li/keys/" + id + "/revocation", {{"reason", "遗失"}})
                .brief(),
            "404 not-their-key");
  EXPECT_EQ(office.post("admin", "/v1/keys/" + id + "/revocation", JsonObject()).brief(),
            "404 no-such-key");
  // when the keeper revokes it
  const Answer revoked = office.post("admin", place, {{"reason", "U 盾遗失"}});
  ASSERT_EQ(revoked.status, 200) << revoked.body;
  // then the register says who did, and why, to everyone
  const Answer shown = office.get("", "/v1/key-register/" + id);
  EXPECT_EQ(shown.text("/revoked_by/account"), "admin");
  EXPECT_EQ(shown.text("/revocation_reason"), "U 盾遗失");
  EXPECT_EQ(office.post("admin", place, {{"reason", "again"}}).brief(), "409 key-already-revoked");
}

TEST(Keys, TheRefusalOfAnUnprovedKeyGivesTheTextToSign) {
  Office office;
  const auto pair = archive::LogKey::generate("test");
  const Answer refused = office.post("zhao", "/v1/keys", {{"public_key", pair.public_pem()}});
  EXPECT_EQ(refused.brief(), "422 possession-not-proved");
  const std::string proof = archive::to_base64(pair.sign(refused.text("/sign")));
  EXPECT_EQ(
      office.post("zhao", "/v1/keys", {{"public_key", pair.public_pem()}, {"possession", proof}})
          .status,
      201);
}

TEST(Keys, OfBeforePossessionWasAskedForAreProvedByTheirHolder) {
  Office office;
  const auto pair = archive::LogKey::generate("zhao");
  const std::string id = archive::PublicKey::from_pem(pair.public_pem())->id();
  db::test::psql(office.url,
                 "INSERT INTO signing_key (id, account, algorithm, pem, registered_at) VALUES ('" +
                     id + "', 'zhao', 'ed25519', '" + pair.public_pem() + "', '2025-01-01')");
  EXPECT_EQ(office.get("zhao", "/v1/keys").at("/keys/0/possession"), Json());
  const std::string place = "/v1/keys/" + id + "/possession";
  const Answer asked = office.post("zhao", place, JsonObject());
  EXPECT_EQ(asked.brief(), "422 possession-not-proved");
  const JsonObject proof{{"possession", archive::to_base64(pair.sign(asked.text("/sign")))}};
  EXPECT_EQ(office.post("li", place, proof).brief(), "404 no-such-key");
  const Answer proved = office.post("zhao", place, proof);
  ASSERT_EQ(proved.status, 200) << proved.body;
  EXPECT_EQ(proved.text("/possessed_at"), to_string(office.clock.now()));
  EXPECT_EQ(proved.at("/possession"), proof.at("possession"));
  EXPECT_EQ(office.post("zhao", place, proof).brief(), "409 possession-proved-already");
  EXPECT_EQ(office.get("zhao", "/v1/keys").at("/keys/0/possession"), proof.at("possession"));
}

TEST(Keys, AreReadByThePublicWithTheirHolderAndTheirTimes) {
  Office office;
  const auto first = archive::LogKey::generate("a");
  const auto second = archive::LogKey::generate("b");
  const std::string old =
      office.post("zhao", "/v1/keys", Office::new_key("zhao", first)).text("/id");
  JsonObject next = Office::new_key("zhao", second);
  next["replaces"] = old;
  EXPECT_EQ(office.post("zhao", "/v1/keys", next).text("/replaces"), old);
  const Answer register_of = office.get("", "/v1/key-register?q=zhao&limit=1");
  EXPECT_EQ(register_of.at("/keys").get_array().size(), 1U);
  EXPECT_NE(register_of.headers.get("Link").find("rel=\"next\""), std::string_view::npos);
  const Answer replaced = office.get("", "/v1/key-register/" + old);
  EXPECT_EQ(replaced.text("/name"), "姓名zhao");
  EXPECT_NE(replaced.text("/revoked_at"), "null");
  EXPECT_EQ(office.get("", "/v1/keys/" + old).status, 401);
}

}  // namespace
}  // namespace gavel::api::test
