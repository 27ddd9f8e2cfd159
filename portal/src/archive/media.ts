// How a file of this kind is called, for files that are kept without a name.
const known: Record<string, string> = {
  "application/pdf": ".pdf",
  "text/plain": ".txt",
  "text/markdown": ".md",
  "text/html": ".html",
  "image/png": ".png",
  "image/jpeg": ".jpg",
  "application/ofd": ".ofd",
  "application/msword": ".doc",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
  "application/vnd.oasis.opendocument.text": ".odt",
};

export const extension = (mediaType: string): string => known[mediaType.split(";", 1)[0]!.trim().toLowerCase()] ?? "";
