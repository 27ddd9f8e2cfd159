#include "api/routes/keeping_lists.hpp"

#include "api/routes/handover_tests.hpp"
#include "archive/canonical.hpp"
#include "archive/digest.hpp"
#include "db/destruction.hpp"
#include "db/fixity.hpp"

namespace gavel::api {
namespace {

/// What a list says of the volume.
JsonObject listed(const char* type, const db::KeptVolume& volume, Instant at) {
  return {{"type", type},
          {"code", volume.archival_code},
          {"title", volume.title},
          {"retention", volume.retention},
          {"fonds", volume.fonds},
          {"year", volume.year},
          {"sha256", volume.sha256},
          {"size", volume.size},
          {"at", to_string(at)}};
}

/// The newest test of the volume as it is kept; its report is under /v1/archive/{code}/tests.
Json newest_test(Context& context, const std::string& code) {
  const auto reports = db::fixity_reports(context.services.pool, code, 1);
  const auto read =
      reports.empty() ? std::expected<Json, std::string>(Json()) : parse_json(reports.front());
  if (!read || !read->is_object()) return {};
  const JsonObject& report = read->get_object();
  return JsonObject{{"at", report.at("at")},
                    {"passed", report.at("passed")},
                    {"report_sha256", archive::sha256_hex(reports.front())}};
}

}  // namespace

std::string handover_list(Context& context, const db::KeptVolume& volume,
                          const db::KeepingAct& act) {
  const auto tested = tested_for_handover(context, act);
  JsonObject list = listed("urn:gavel:handover:1", volume, act.at);
  list["entry_test_passed"] = volume.passed;
  list["entry_test_sha256"] =
      db::Keeping(context.services.pool).report_sha256(volume.archival_code);
  list["newest_test"] = newest_test(context, volume.archival_code);
  list["transfer_test"] = JsonObject{{"id", tested.id},
                                     {"at", to_string(tested.at)},
                                     {"passed", tested.passed},
                                     {"report_sha256", archive::sha256_hex(tested.report)}};
  list["receiver"] = act.receiver;
  if (volume.disclosure) list["disclosure"] = *volume.disclosure;
  return archive::canonical(list);
}

std::string destruction_list(Context& context, const db::KeptVolume& volume,
                             const db::KeepingAct& act) {
  JsonObject list = listed("urn:gavel:destruction:1", volume, act.at);
  list["appraisal"] = act.appraisal.value_or("");
  list["files"] = db::Destructions(context.services.pool).files(volume.archival_code);
  return archive::canonical(list);
}

}  // namespace gavel::api
