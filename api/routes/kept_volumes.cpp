#include "api/routes/kept_volumes.hpp"

#include "api/routes/destroyed.hpp"
#include "api/routes/problem.hpp"
#include "archive/canonical.hpp"
#include "archive/digest.hpp"

namespace gavel::api {
namespace {

Json maybe(const std::optional<Day>& day) { return day ? Json(to_string(*day)) : Json(); }

JsonObject person(const matter::Actor& by) {
  return {{"account", by.account}, {"name", by.name}, {"unit", by.unit}};
}

Json text_or_null(const std::string& text) { return text.empty() ? Json() : Json(text); }

}  // namespace

JsonObject view(const db::KeptVolume& volume) {
  return {{"code", volume.archival_code},
          {"title", volume.title},
          {"retention", volume.retention},
          {"access", volume.access},
          {"disclosure", volume.disclosure ? Json(*volume.disclosure) : Json()},
          {"to_be_destroyed", volume.to_be_destroyed},
          {"destroyed_by", volume.destroyed_by},
          {"handed_over_to", volume.receiver},
          {"opening_due", maybe(volume.opening_due)},
          {"appraisal_due", maybe(volume.appraisal_due)},
          {"handover_due", maybe(volume.handover_due)}};
}

JsonObject view(const db::KeepingAct& act) {
  JsonObject out{{"id", act.id},
                 {"code", act.archival_code},
                 {"title", act.title},
                 {"kind", act.kind},
                 {"outcome", act.outcome},
                 {"reason", act.reason},
                 {"years", act.years ? Json(*act.years) : Json()},
                 {"receiver", act.receiver},
                 {"list", act.list},
                 {"document", act.document ? Json(*act.document) : Json()},
                 {"appraisal", act.appraisal ? Json(*act.appraisal) : Json()},
                 {"review", text_or_null(act.review)},
                 {"disclosure", act.disclosure ? Json(*act.disclosure) : Json()},
                 {"by", person(act.by)},
                 {"at", to_string(act.at)},
                 {"answer", nullptr}};
  if (!act.answer) return out;
  out["answer"] = JsonObject{{"agreed", act.answer->agreed},
                             {"note", act.answer->note},
                             {"signature", archive::to_base64(act.answer->signature)},
                             {"public_key", act.answer->public_key},
                             {"receiver_key", text_or_null(act.answer->receiver_key)},
                             {"own_key", text_or_null(act.answer->own_key)},
                             {"own_signature", archive::to_base64(act.answer->own_signature)},
                             {"by", person(act.answer->by)},
                             {"at", to_string(act.answer->at)}};
  return out;
}

db::KeptVolume volume_of(Context& context, const std::string& code) {
  auto found = db::Keeping(context.services.pool).find(code);
  if (!found) throw Problem{.type = "no-such-package"};
  return *std::move(found);
}

void refuse_handed_over(const db::KeptVolume& volume) {
  if (volume.receiver.empty()) return;
  throw Problem{.type = "handed-over", .values = {{"receiver", volume.receiver}}};
}

void refuse(Context& context, db::KeepingFault fault, const std::string& code) {
  using enum db::KeepingFault;
  switch (fault) {
    case no_such_volume:
      throw Problem{.type = "no-such-package"};
    case no_such_act:
      throw Problem{.type = "no-such-act"};
    case open_act:
      throw Problem{.type = "act-waits"};
    case answered:
      throw Problem{.type = "act-answered"};
    case same_person:
      throw Problem{.type = "second-person"};
    case drafting_unit:
      throw Problem{.type = "drafters-volume"};
    case keeps_out:
      throw Problem{.type = "recused-keeps-nothing"};
    case destroyed:
      refuse_destroyed(context, code);
      break;
    case handed_over:
      refuse_handed_over(volume_of(context, code));
      break;
    case not_in_volume:
      throw Problem{.type = "not-in-the-volume"};
    case key_revoked:
      throw Problem{.type = "key-already-revoked"};
    case classified:
      throw Problem{.type = "classified"};
    case not_reviewed:
      throw Problem{.type = "not-reviewed"};
    case failed_theirs:
      throw Problem{.type = "receiver-test-failed"};
  }
  throw Problem{.type = "internal-error"};
}

}  // namespace gavel::api
