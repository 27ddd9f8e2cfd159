#include "api/routes/own_papers.hpp"

#include <algorithm>
#include <array>

#include "api/routes/classified.hpp"
#include "api/routes/kept_parts.hpp"
#include "api/routes/meeting_writer.hpp"
#include "api/routes/packet.hpp"
#include "api/routes/packet_writer.hpp"
#include "api/routes/router.hpp"
#include "api/routes/visibility.hpp"
#include "api/routes/written.hpp"
#include "db/matter_store.hpp"

namespace gavel::api {
namespace {

/// One of these papers: what document types call it, and how it comes to be.
struct Kind {
  std::string_view written, problem;  ///< problem: there is nothing to tell yet.
  std::string (*title)(Language);
  std::optional<Paper> (*paper)(Context&, const procedure::Procedure&, const matter::Snapshot&,
                                Language);
  /// When what it tells was settled: "" where that is still to come.
  std::string (*settled)(const procedure::Procedure&, const matter::Snapshot&);
};

std::optional<Paper> packet(Context& context, const procedure::Procedure& procedure,
                            const matter::Snapshot& snapshot, Language language) {
  return packet_paper(procedure, as_it_goes_round(procedure, snapshot), Names(context), language);
}

std::optional<Paper> notice(Context& context, const procedure::Procedure& procedure,
                            const matter::Snapshot& snapshot, Language language) {
  const Names names(context);
  MeetingRecord record{procedure, snapshot, names, {}};
  record.heads_out = heads_out(context, snapshot);
  return notice_paper(record, sittings_of(snapshot), language);
}

std::string packet_settled(const procedure::Procedure& procedure,
                           const matter::Snapshot& snapshot) {
  const auto packet = packet_of(procedure, snapshot);
  if (!packet) return "";
  return packet->at.empty() ? packet->accepted_on : packet->at;
}

/// The meeting called since then tells nothing that is certain before it ends.
std::string notice_settled(const procedure::Procedure& /*procedure*/,
                           const matter::Snapshot& snapshot) {
  const auto sittings = sittings_of(snapshot);
  const auto ended =
      std::ranges::find_if(sittings.rbegin(), sittings.rend(),
                           [](const Sitting& each) { return !each.outcome.empty(); });
  if (ended == sittings.rend()) return "";
  return ended->decided_at.empty() ? ended->held_on : ended->decided_at;
}

constexpr Kind packet_kind{"meeting-packet", "no-packet", packet_title, packet, packet_settled};
constexpr Kind notice_kind{"meeting-notice", "no-meeting", notice_title, notice, notice_settled};

Paper paper_of(Context& context, const Kind& kind, const desk::Loaded& loaded, Language language) {
  auto paper = kind.paper(context, *loaded.procedure, loaded.snapshot, language);
  if (!paper) throw Problem{.type = std::string(kind.problem)};
  return *std::move(paper);
}

template <const Kind& kind>
http::Response show(Context& context, Call& call) {
  call.query().done();
  const desk::Loaded loaded = visible_matter(context, call, call.parameter());
  refuse_classified_written(context, call, loaded, kind.written);
  const PaperForm& form = form_accepted(call.request.headers.get("Accept"), PaperForm::plain());
  const Paper paper = paper_of(context, kind, loaded, call.language);
  return paper_response(bytes_of(paper, form), form);
}

/// In Chinese, whatever the caller reads: it is the organ's paper.
Written written_as(const Kind& kind, const std::string& code, const Paper& paper,
                   const PaperForm& form) {
  return {.code = code,
          .title = kind.title(Language::zh),
          .extension = std::string(form.extension),
          .media_type = std::string(form.media_type),
          .bytes = bytes_of(paper, form)};
}

template <const Kind& kind>
http::Response file(Context& context, Call& call) {
  Query query = call.query();
  const desk::Loaded loaded = visible_matter(context, call, call.parameter());
  const std::string code = code_for(query, *loaded.procedure, kind.written);
  const PaperForm& form = form_asked(query, PaperForm::plain());
  query.done();
  const Paper paper = paper_of(context, kind, loaded, Language::zh);
  return file_written(context, call, *loaded.procedure, written_as(kind, code, paper, form));
}

/// Whether the system's own paper is missing, was replaced by another, or tells of what was before
/// `settled`.
bool is_wanting(const matter::Snapshot& snapshot, const std::string& code,
                const std::string& settled) {
  const matter::Document* on_file = nullptr;
  for (const matter::Document& each : *snapshot.documents) {
    if (each.code == code) on_file = &each;
  }
  if (on_file == nullptr) return true;
  const Json* const written = snapshot.session.data.if_contains("written");
  if (written == nullptr || !written->is_array()) return false;
  const auto since = parse_instant(settled);
  return std::ranges::none_of(written->get_array(), [&](const Json& each) {
    if (!each.is_object() || string_or(each.get_object(), "code") != code) return false;
    const bool is_own = string_or(each.get_object(), "sha256") == on_file->sha256;
    const auto at = parse_instant(string_or(each.get_object(), "at"));
    return is_own && at && !(since && *at < *since);
  });
}

void file_own_paper(Context& context, const Kind& kind, const std::string& code,
                    const procedure::Procedure& procedure, matter::Snapshot& matter) {
  const std::string settled = kind.settled(procedure, matter);
  if (settled.empty() || !is_wanting(matter, code, settled)) return;
  const auto paper = kind.paper(context, procedure, matter, Language::zh);
  if (!paper) return;
  const auto filed = add_written(context, matter.id, matter::clock_actor(),
                                 written_as(kind, code, *paper, PaperForm::all.front()));
  if (!filed) return;
  if (auto loaded = context.services.matters.load(matter.id)) matter = std::move(loaded->snapshot);
}

}  // namespace

void file_own_papers(Context& context, const procedure::Procedure& procedure,
                     matter::Snapshot& matter) {
  for (const Kind* kind : {&packet_kind, &notice_kind}) {
    for (const auto& [code, document] : procedure.documents) {
      if (document.written == kind->written)
        file_own_paper(context, *kind, code, procedure, matter);
    }
  }
}

void add_own_papers(Router& router) {
  const std::string matter = "/v1/matters/{id}/";
  router.add({"GET", matter + "meeting-packet", for_accounts, show<packet_kind>});
  router.add({"POST", matter + "meeting-packet", for_accounts, file<packet_kind>});
  router.add({"GET", matter + "meeting-notice", for_accounts, show<notice_kind>});
  router.add({"POST", matter + "meeting-notice", for_accounts, file<notice_kind>});
}

}  // namespace gavel::api
