import multer from "multer";

// ruleid: holdfast.javascript.upload-without-limits
export const any = multer({ dest: "uploads/" });
// ok: holdfast.javascript.upload-without-limits
export const images = multer({ dest: "uploads/", limits: { fileSize: 5_000_000 }, fileFilter: isImage });
