#pragma once
// What follows a decision after its file was closed (workflows/follow-up.scxml), in steps that the
// tests of it stop at.
#include "tests/matter/given.hpp"

namespace gavel::law {

using matter::actor;
using matter::Given;
using matter::object;

inline std::shared_ptr<const procedure::Procedure> follow_up() {
  static const auto read = matter::procedure_of(matter::file_text("workflows/follow-up.scxml"),
                                                "workflows/follow-up.scxml");
  return read;
}

inline constexpr const char* opening =
    R"({"volume":"X043-WS·2026-Y-BGS-0001","reason":"行政判决书送达"})";
inline constexpr const char* annulled =
    R"({"by":"court","number":"行初1号","on":"2026-03-01","reason":"程序违法"})";
inline constexpr const char* liable = R"({"article":"38","unit":"教育局","number":"责〔2026〕1号",
                                   "on":"2026-03-01","facts":"未公开征求意见即提交讨论"})";
inline constexpr const char* plan =
    R"({"trigger":"missed_effect","evaluator":"社科院","plan":"问卷、座谈"})";
inline constexpr const char* collect = R"({"fonds":"X043","organisation":"BGS"})";

inline JsonObject archived(const char* ended = "completed") {
  return object(std::string(R"({"id":"m0","title":"学区调整","procedure":"major-decision",
      "states":["archived"],"archival_code":"X043-WS·2026-Y-BGS-0001","shows":{
      "publication.on":"2024-05-01","publication.published_on":"2024-05-01",
      "publication.delivered_on":null,"proposal.proposed_on":"2023-09-01","signing.signed_on":"2024-04-28",
      "drafting_unit":"education","co_units":["finance"],"former_units":["culture","sports"],"execution.unit":"works","executing_units":["land"],"main_assessors":["risk-centre","社科院（本级）","甲咨询有限责任公司"],"assessor_people":["he"],"execution.ended":")") +
                ended + "\"}}");
}
inline JsonObject unit(const char* id, const char* name) {
  return {{"found", JsonObject{{"id", id}, {"name", name}}}};
}

struct FollowUp {
  Given given{follow_up()};
  JsonObject registers;

  FollowUp& knows(const char* field, JsonObject said) {
    registers[field] = std::move(said);
    given.facts({{"registers", registers}});
    return *this;
  }
  FollowUp& by(const char* role) { return given.by(actor("chen", {role}, "office")), *this; }
  FollowUp& opened(const char* ended = "completed") {
    knows("volume", {{"found", archived(ended)}}).by("office");
    given.open(object(opening)).in({"recording"});
    return *this;
  }
  FollowUp& add(const char* code) { return given.add(code), *this; }
  FollowUp& send(const char* event, std::string_view data) {
    return given.send(event, object(data)), *this;
  }
  std::string refused(const char* event, std::string_view data) {
    const auto refusal = given.refused(event, object(data));
    std::string out = matter::reason(refusal);
    for (const auto& rule : refusal.rules) out += " " + rule.id;
    for (const auto& fault : refusal.form) out += " " + fault.pointer;
    return out;
  }
};

}  // namespace gavel::law
