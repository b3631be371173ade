/** The sign of the product, the same as in the console. */
const markSvg =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="5" fill="#0d6470"/>' +
  '<path d="M7 9.5h8v13H7zM7 16h8M18.5 9.5H25v13h-6.5M18.5 14H25M18.5 18.2H25" fill="none" stroke="#f7f5f0" ' +
  'stroke-width="2"/></svg>';

/** The sign inside the page: no request for an icon. */
export const markUrl = `data:image/svg+xml,${encodeURIComponent(markSvg)}`;
