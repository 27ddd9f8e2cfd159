#pragma once
// Archivists over stored volumes, and the days that pass.
#include "api/routes/target.hpp"
#include "archive/digest.hpp"
#include "tests/api/office.hpp"

namespace gavel::api::test {

struct Keeping : testing::Test {
  Office office;
  std::string matter = office.open_matter();

  Keeping() { office.hire("feng", "justice", {"archivist"}); }

  void on(const char* day) {
    office.clock.move_to(start_of(parse_day(day).value()) + std::chrono::hours{9});
  }
  /// A volume that was closed on 1 March 2026, and its package made four days later.
  std::string sealed(const std::string& retention, const std::string& number = "0001") {
    const std::string code = "X043-WS·2026-" + retention + "-BGS-" + number;
    const std::string bytes = "package";
    db::test::psql(
        office.url,
        "INSERT INTO package (matter, seq, ordered_at, status, fonds, year, retention, "
        "organisation, item, archival_code, title, procedure, params, sha256, size, passed, "
        "report, "
        "built_at, reported, closed_on) VALUES ('" +
            matter + "', 9, '2026-03-01', 'built', 'X043', 2026, '" + retention + "', 'BGS', " +
            number + ", '" + code + "', '学区调整', 'small-decision', '{}', decode('" +
            archive::sha256_hex(bytes) +
            "', 'hex'), 7, true, '{\"passed\":true,\"items\":[]}', '2026-03-05T10:00:00+08:00', "
            "true, '2026-03-01'); INSERT INTO package_piece "
            "VALUES ('" +
            matter + "', 0, sha256('" + bytes + "')); INSERT INTO package_tar VALUES ('" + matter +
            "', 0, '" + bytes + "')");
    return code;
  }
  static constexpr const char* review = "区保密审〔2026〕7号";
  /// An opening with its review, unless `act` has one.
  Answer propose(const std::string& as, const std::string& code, JsonObject act) {
    act["reason"] = "已核对";
    if (act.at("outcome") == Json("open") && !act.contains("review")) act["review"] = review;
    if (act.contains("review") && act.at("review").is_null()) act.erase("review");
    return office.post(as, "/v1/archive/" + encoded(code) + "/keeping", act);
  }
  Answer answer(const std::string& as, const Answer& proposed, JsonObject given) {
    return office.post(as, "/v1/archive/keeping/" + proposed.text("/id") + "/answer", given);
  }
  /// What its procedure says as it orders the package.
  void ordered_with(const std::string& params) {
    db::test::psql(office.url,
                   "ALTER TABLE package DISABLE TRIGGER ALL; UPDATE package SET "
                   "params = '" +
                       params + "'");
  }
  /// Proposed by one archivist, agreed to by the other.
  void agree(const std::string& code, const JsonObject& act) {
    const Answer proposed = propose("qian", code, act);
    ASSERT_EQ(proposed.status, 201) << proposed.body;
    const Answer agreed = answer("feng", proposed, {{"agreed", true}});
    ASSERT_EQ(agreed.status, 200) << agreed.body;
  }
  std::string due(const std::string& kind) {
    const Json volumes = office.get("qian", "/v1/archive/due?kind=" + kind).at("/volumes");
    std::string out;
    for (const Json& each : volumes.as_array())
      out += std::string(each.at("code").as_string()) + " ";
    return out;
  }
  Json now(const std::string& code, const char* member) {
    return office.get("qian", "/v1/archive/" + encoded(code) + "/keeping")
        .at(std::string("/") + member);
  }
};

}  // namespace gavel::api::test
