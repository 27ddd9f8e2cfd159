#include "api/routes/keeping_proposals.hpp"

#include <algorithm>
#include <map>

#include "api/routes/destroyed.hpp"
#include "api/routes/handover.hpp"
#include "api/routes/ids.hpp"
#include "api/routes/keeping_lists.hpp"
#include "api/routes/kept_volumes.hpp"
#include "api/routes/names.hpp"
#include "api/routes/respond.hpp"
#include "api/routes/target.hpp"

namespace gavel::api {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

const std::map<std::string, std::vector<std::string>, std::less<>>& outcomes() {
  static const std::map<std::string, std::vector<std::string>, std::less<>> all{
      {"access", {"open", "restricted", "closed"}},
      {"appraisal", {"extend", "destroy"}},
      {"handover", {"handed_over"}},
      {"destruction", {"destroyed"}}};
  return all;
}

std::string listed(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& each : words) out += (out.empty() ? "" : ", ") + each;
  return out;
}

/// A destruction carries out the appraisal that ended in it, and names it.
void check_appraisal(Context& context, Fields& fields, const db::KeepingAct& act) {
  if (act.kind != "destruction") {
    if (act.appraisal) fields.fault("appraisal", "not-for-outcome", {{"given", act.outcome}});
    return;
  }
  if (!act.appraisal) return fields.fault("appraisal", "missing");
  const auto named = db::Keeping(context.services.pool).act(*act.appraisal);
  const bool is_it = named && named->archival_code == act.archival_code &&
                     named->outcome == "destroy" && named->answer && named->answer->agreed;
  if (!is_it) fields.fault("appraisal", "not-an-appraisal", {{"given", *act.appraisal}});
}

/// What the law leaves to be decided of this volume today.
void check_term(const db::KeptVolume& volume, const std::string& kind, Day today) {
  if (kind == "access") return;
  const bool is_appraisal = kind == "appraisal";
  const bool is_destruction = kind == "destruction";
  if ((is_appraisal || is_destruction) && volume.retention == "Y")
    throw Problem{.type = "kept-for-ever"};
  if (is_appraisal || is_destruction) refuse_handed_over(volume);
  if (is_destruction) {
    if (!volume.to_be_destroyed) throw Problem{.type = "not-appraised"};
    return;
  }
  const auto& due = is_appraisal ? volume.appraisal_due : volume.handover_due;
  if (!due) throw Problem{.type = "kept-so-already"};
  if (*due > today) throw Problem{.type = "term-not-over", .values = {{"date", to_string(*due)}}};
}

/// Which years an act carries: how long the term grows; until when closed is looked at again.
void check_years(Fields& fields, const db::KeepingAct& act, const db::KeptVolume& volume,
                 Day today) {
  // The review of the volume is one of all that is in it.
  if (act.document) {
    if (act.years) fields.fault("years", "not-for-outcome", {{"given", "document"}});
    return;
  }
  const bool is_review = act.kind == "access" && act.outcome != "open" && volume.opening_due &&
                         *volume.opening_due <= today;
  const bool needed = act.outcome == "extend" || is_review;
  const bool allowed =
      act.outcome == "extend" || act.outcome == "closed" || act.outcome == "restricted";
  if (needed && !act.years) fields.fault("years", "missing");
  if (!allowed && act.years) fields.fault("years", "not-for-outcome", {{"given", act.outcome}});
}

}  // namespace

http::Response propose_keeping(Context& context, Call& call) {
  const JsonObject body = call.json();
  Fields fields(body);
  db::KeepingAct act{.id = new_id(),
                     .archival_code = call.parameter(),
                     .kind = fields.text("kind"),
                     .outcome = fields.text("outcome"),
                     .reason = fields.text("reason", {.min = 1, .max = 4000}),
                     .receiver = maybe_name_in(fields, "receiver").value_or(""),
                     .list = {},
                     .document = fields.maybe_text("document"),
                     .appraisal = fields.maybe_text("appraisal"),
                     .review = maybe_name_in(fields, "review").value_or(""),
                     .years = {},
                     .by = call.actor(),
                     .at = context.services.clock.now(),
                     .answer = {}};
  if (const auto years = fields.maybe_integer("years", 1, 100))
    act.years = static_cast<int>(*years);
  const auto known = outcomes().find(act.kind);
  if (known == outcomes().end()) {
    fields.fault("kind", "not-a-choice",
                 {{"given", act.kind}, {"expected", "access, appraisal, handover, destruction"}});
  } else if (std::ranges::find(known->second, act.outcome) == known->second.end()) {
    fields.fault("outcome", "not-a-choice",
                 {{"given", act.outcome}, {"expected", listed(known->second)}});
  }
  const bool is_handover = act.kind == "handover";
  if (is_handover && act.receiver.empty()) fields.fault("receiver", "missing");
  if (is_handover && !act.receiver.empty() && receiver_keys(context, act.receiver, act.at).empty())
    fields.fault("receiver", "receiver-without-key", {{"given", act.receiver}});
  if (!is_handover && !act.receiver.empty())
    fields.fault("receiver", "not-for-outcome", {{"given", act.outcome}});
  if (act.document && act.kind != "access")
    fields.fault("document", "not-for-outcome", {{"given", act.outcome}});
  if (!act.review.empty() && (act.kind != "access" || act.outcome != "open"))
    fields.fault("review", "not-for-outcome", {{"given", act.outcome}});
  if (!act.review.empty() && std::ranges::none_of(act.review, is_digit))
    fields.fault("review", "not-a-paper-number", {{"given", act.review}});
  const db::KeptVolume volume = volume_of(context, act.archival_code);
  refuse_destroyed(context, volume.archival_code);
  const Day today = day_of(act.at);
  check_years(fields, act, volume, today);
  if (act.kind != "destruction" || volume.to_be_destroyed) check_appraisal(context, fields, act);
  fields.done();
  check_term(volume, act.kind, today);
  db::Keeping keeping(context.services.pool);
  if (const auto may = keeping.may_propose(act); !may)
    refuse(context, may.error(), act.archival_code);
  if (is_handover) act.list = handover_list(context, volume, act);
  if (act.kind == "destruction") act.list = destruction_list(context, volume, act);
  const auto done = keeping.propose(act);
  if (!done) refuse(context, done.error(), act.archival_code);
  act.title = volume.title;
  act.disclosure = volume.disclosure;
  return created("/v1/archive/keeping/" + encoded(act.id), view(act));
}

}  // namespace gavel::api
