//! Walks over every cell of some CSV files and does nothing with them: the floor under the time of
//! `cchc stats`, for `benches/compare.py`.
//!
//! In: paths of UTF-8 CSV files, comma-separated. Out: rows and cells, on standard output.

use std::fs::File;
use std::io::Write;
use std::sync::Mutex;

use cchc::read::{Chunk, ChunkReader, Dialect, Records};

fn main() -> anyhow::Result<()> {
    let dialect = Dialect::new(b',');
    let (mut rows, mut cells) = (0, 0);
    for path in std::env::args_os().skip(1) {
        let file = Box::new(File::open(&path)?);
        let reader = Mutex::new(ChunkReader::new(file, dialect, Vec::new(), 0));
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        let counted: Vec<anyhow::Result<(u64, u64)>> = std::thread::scope(|scope| {
            let walk = |_| scope.spawn(|| walk(&reader, dialect));
            let handles: Vec<_> = (0..threads).map(walk).collect();
            handles
                .into_iter()
                .map(|handle| {
                    handle.join().unwrap_or_else(|_| Err(anyhow::anyhow!("a thread panicked")))
                })
                .collect()
        });
        for one in counted {
            let (more_rows, more_cells) = one?;
            rows += more_rows;
            cells += more_cells;
        }
    }
    writeln!(std::io::stdout(), "{rows} rows, {cells} cells")?;
    Ok(())
}

/// Takes chunks until there are no more.
fn walk(reader: &Mutex<ChunkReader>, dialect: Dialect) -> anyhow::Result<(u64, u64)> {
    let mut chunk = Chunk::default();
    let (mut rows, mut cells) = (0, 0);
    loop {
        let is_filled = {
            let mut reader = reader.lock().map_err(|_| anyhow::anyhow!("a thread panicked"))?;
            reader.fill(&mut chunk).map_err(|failure| anyhow::anyhow!(failure.value))?
        };
        if !is_filled {
            return Ok((rows, cells));
        }
        let mut records = Records::new(chunk.data(), dialect);
        while let Some(record) = records.advance() {
            rows += 1;
            cells += record.width() as u64;
        }
    }
}
