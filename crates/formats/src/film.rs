//! Films as `WebM`: only how long one lasts is read, from its head. <https://www.rfc-editor.org/rfc/rfc9559> (Matroska), of which `WebM` is a part.

/// Elements by their identifiers, in the order in which they hold each other.
const HEAD: u32 = 0x1A45_DFA3;
const SEGMENT: u32 = 0x1853_8067;
const INFO: u32 = 0x1549_A966;
const SCALE: u32 = 0x002A_D7B1;
const DURATION: u32 = 0x4489;
const DOCUMENT: u32 = 0x4282;

/// How long a film lasts, in milliseconds; none if these bytes are no `WebM`, or do not say so.
pub fn milliseconds(file: &[u8]) -> Option<u32> {
    let mut at = Elements(file);
    let (_, head) = at.find(HEAD)?;
    let (_, kind) = Elements(head).find(DOCUMENT)?;
    (kind == b"webm").then_some(())?;
    let (_, segment) = at.find(SEGMENT)?;
    let (_, info) = Elements(segment).find(INFO)?;
    // nanoseconds of a tick, a million unless said
    let scale = Elements(info).find(SCALE).map_or(1_000_000, |(_, bytes)| bytes.iter().fold(0_u64, |sum, byte| (sum << 8) | u64::from(*byte)));
    let (_, duration) = Elements(info).find(DURATION)?;
    let ticks = match duration.len() {
        4 => f64::from(f32::from_be_bytes(duration.try_into().ok()?)),
        8 => f64::from_be_bytes(duration.try_into().ok()?),
        _ => return None,
    };
    let milliseconds = ticks * scale as f64 / 1e6;
    (0.0..=86_400_000.0).contains(&milliseconds).then_some(milliseconds.round() as u32)
}

/// Elements one after the other.
struct Elements<'a>(&'a [u8]);

impl<'a> Elements<'a> {
    /// The next element of this identifier.
    fn find(&mut self, identifier: u32) -> Option<(u32, &'a [u8])> {
        self.find_map(|(id, content)| (id == identifier).then_some((id, content)))
    }

    /// A length of variable length: how many bytes it takes is told by its leading zeros. What is written as it is made does not know its length: it
    /// goes to the end.
    fn size(&mut self) -> Option<usize> {
        let first = *self.0.first()?;
        let length = first.leading_zeros() as usize + 1;
        let (bytes, rest) = self.0.split_at_checked(length).filter(|_| length <= 8)?;
        self.0 = rest;
        let marked = bytes.iter().fold(0_u64, |sum, byte| (sum << 8) | u64::from(*byte));
        let most = (1_u64 << (7 * length)) - 1;
        let value = marked & most;
        if value == most { Some(self.0.len()) } else { usize::try_from(value).ok() }
    }
}

impl<'a> Iterator for Elements<'a> {
    type Item = (u32, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let length = self.0.first()?.leading_zeros() as usize + 1;
        let (name, rest) = self.0.split_at_checked(length).filter(|_| length <= 4)?;
        let identifier = name.iter().fold(0_u32, |sum, byte| (sum << 8) | u32::from(*byte));
        self.0 = rest;
        let size = self.size()?;
        let (content, rest) = if identifier == SEGMENT { (self.0, &self.0[..0]) } else { self.0.split_at_checked(size)? };
        self.0 = rest;
        Some((identifier, content))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_film_says_how_long_its_file_says_it_lasts() {
        // EBML head, a segment of unknown length, Info with TimestampScale 1 ms and Duration 4000.0
        let mut file = vec![0x1A, 0x45, 0xDF, 0xA3, 0x87, 0x42, 0x82, 0x84];
        file.extend(b"webm");
        file.extend([0x18, 0x53, 0x80, 0x67, 0x01, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]);
        file.extend([0x15, 0x49, 0xA9, 0x66, 0x92, 0x2A, 0xD7, 0xB1, 0x83, 0x0F, 0x42, 0x40, 0x44, 0x89, 0x88]);
        file.extend(4000.0_f64.to_be_bytes());
        assert_eq!(milliseconds(&file), Some(4000));
        assert_eq!(milliseconds(b"GIF89a"), None);
        for cut in 0..file.len() {
            assert_eq!(milliseconds(&file[..cut]), None, "cut at {cut}");
        }
    }
}
