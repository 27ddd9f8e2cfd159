// The record of a matter's hearing: read, or filed in the dossier as PUB-09 for the participants to
// sign.
#include "api/routes/classified.hpp"
#include "api/routes/context.hpp"
#include "api/routes/hearing_writer.hpp"
#include "api/routes/router.hpp"
#include "api/routes/visibility.hpp"
#include "api/routes/written.hpp"

namespace gavel::api {
namespace {

Paper paper_of(Context& context, const desk::Loaded& loaded, Language language) {
  const Names names(context);
  auto paper = hearing_paper({*loaded.procedure, loaded.snapshot, names}, language);
  if (!paper) throw Problem{.type = "no-hearing"};
  return *std::move(paper);
}

http::Response show(Context& context, Call& call) {
  call.query().done();
  const desk::Loaded loaded = visible_matter(context, call, call.parameter());
  refuse_classified_written(context, call, loaded, "hearing-record");
  const PaperForm& form = form_accepted(call.request.headers.get("Accept"), PaperForm::plain());
  return paper_response(bytes_of(paper_of(context, loaded, call.language), form), form);
}

/// In Chinese, whatever the caller reads: it is the organ's paper.
http::Response file(Context& context, Call& call) {
  Query query = call.query();
  const desk::Loaded loaded = visible_matter(context, call, call.parameter());
  const std::string code = code_for(query, *loaded.procedure, "hearing-record");
  const PaperForm& form = form_asked(query, PaperForm::plain());
  query.done();
  return file_written(context, call, *loaded.procedure,
                      {.code = code,
                       .title = hearing_title(Language::zh),
                       .extension = std::string(form.extension),
                       .media_type = std::string(form.media_type),
                       .bytes = bytes_of(paper_of(context, loaded, Language::zh), form)});
}

}  // namespace

void add_hearing_record(Router& router) {
  router.add({"GET", "/v1/matters/{id}/hearing/record", for_accounts, show});
  router.add({"POST", "/v1/matters/{id}/hearing/record", for_accounts, file});
}

}  // namespace gavel::api
